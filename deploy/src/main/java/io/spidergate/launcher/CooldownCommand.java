package io.spidergate.launcher;

import io.spidergate.contracts.routing.CooldownView;
import io.spidergate.launcher.admin.Routing;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cooldown`: what is left alone after failures.
@Command(
        name = "cooldown",
        mixinStandardHelpOptions = true,
        description = {
            "Shows which providers, models, accounts, deployments and credentials are left alone",
            "after failures, until when and why; and ends it."
        })
final class CooldownCommand implements Callable<Integer> {

    @Mixin private SettingsOptions options = new SettingsOptions();

    @ArgGroup(exclusive = true)
    private @Nullable Reset reset;

    /// What to end.
    static final class Reset {

        @Option(
                names = "--reset",
                paramLabel = "WHAT",
                description = "End this one, such as 'model groq/llama-3.1-8b-instant'.")
        private @Nullable String key;

        @Option(names = "--reset-all", description = "End all.")
        private boolean all;
    }

    @Override
    public Integer call() {
        Settings settings = options.read();
        Routing routing = new Routing(Suite.requireRunning(settings), new Folders(settings.data()));
        if (reset != null) {
            routing.endCooldown(reset.all ? null : reset.key);
        }
        print(routing.cooldowns(), Instant.now());
        return 0;
    }

    private static void print(List<CooldownView> cooldowns, Instant now) {
        if (cooldowns.isEmpty()) {
            System.out.println("Nothing is left alone.");
            return;
        }
        Table table = new Table("WHAT", "STATE", "REASON", "FAILED TRIES", "LAST FAILURE");
        for (CooldownView view : cooldowns) {
            table.row(
                    view.key(),
                    view.coolingUntil().isAfter(now)
                            ? "until " + view.coolingUntil().truncatedTo(ChronoUnit.SECONDS)
                            : "over; used after what is healthy",
                    view.reason(),
                    Integer.toString(view.failedTries()),
                    view.lastFailure().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        System.out.print(table);
    }
}
