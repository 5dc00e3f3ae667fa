package io.spidergate.launcher;

import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.verify.TestRun;
import io.spidergate.launcher.verify.Tier;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `test`: every test of every module.
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Runs the tests; the last line adds them up.",
        footer = {
            "",
            "Fuzz tests play their seeds here. To look for new inputs: 'JAZZER_FUZZ=1"
                    + " JAZZER_MAX_DURATION=10m .mvn/mvn.sh -Dquick test -pl libs/llm-protocol"
                    + " -Dtest=SseDecoderFuzzTest'; see libs/llm-protocol/README.md.",
            "Mutation tests: '.mvn/mvn.sh -Pmutation verify -pl"
                    + " libs/money,libs/routing,libs/allowance,libs/llm-protocol -am'."
        })
final class TestCommand implements Callable<Integer> {

    @Mixin private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--quick", description = "Only those that start no application; ≤ 3 minutes.")
    private boolean quick;

    @Override
    public Integer call() {
        return new TestRun(options.read(), Progress.toStandardError())
                        .run(quick ? Tier.QUICK : Tier.FULL)
                ? 0
                : Launcher.FAILED;
    }
}
