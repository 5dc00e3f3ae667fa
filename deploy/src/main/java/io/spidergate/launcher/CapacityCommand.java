package io.spidergate.launcher;

import io.spidergate.contracts.routing.CapacityView;
import io.spidergate.launcher.admin.Routing;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `capacity`: how far what providers give goes.
@Command(
        name = "capacity",
        mixinStandardHelpOptions = true,
        description = {
            "Shows how far the quotas of providers go, by what was asked of them,",
            "and where a key of another account would have helped."
        })
final class CapacityCommand implements Callable<Integer> {

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = "Of the last N days, 1 to 366 (default: ${DEFAULT-VALUE}).")
    private int days;

    @Override
    public Integer call() {
        Settings settings = options.read();
        Routing routing = new Routing(Suite.requireRunning(settings), new Folders(settings.data()));
        List<CapacityView> views = routing.capacity(days);
        if (views.isEmpty()) {
            System.out.println("No provider has a credential, and nothing was asked of any.");
            return 0;
        }
        Table table =
                new Table(
                        "PROVIDER",
                        "VERDICT",
                        "ATTEMPTS",
                        "SERVED",
                        "REFUSED",
                        "FAILED",
                        "PASSED OVER",
                        "PEAK DAY",
                        "A DAY",
                        "ACCOUNTS");
        for (CapacityView view : views) {
            table.row(
                    view.provider(),
                    verdict(view),
                    Long.toString(view.attempts()),
                    Long.toString(view.served()),
                    Long.toString(view.refused()),
                    Long.toString(view.failed()),
                    Long.toString(view.passedOver()),
                    view.dailyLimit() == null ? "" : Long.toString(view.peakDayAttempts()),
                    view.dailyLimit() == null
                            ? ""
                            : view.dailyLimit() + (view.limitsLearnt() ? " (guessed)" : ""),
                    Integer.toString(view.accounts()));
        }
        System.out.print(table);
        views.stream().filter(CapacityCommand::isTold).forEach(CapacityCommand::tell);
        return 0;
    }

    private static String verdict(CapacityView view) {
        String verdict = view.verdict().name().toLowerCase(Locale.ROOT);
        return view.suggestedKeys() == null ? verdict : verdict + " +" + view.suggestedKeys();
    }

    private static boolean isTold(CapacityView view) {
        return switch (view.verdict()) {
            case ADD_KEYS, ACCOUNT_CAPPED, NOT_QUOTA, OVER_PROVISIONED -> true;
            case HEALTHY, UNMEASURABLE -> false;
        };
    }

    private static void tell(CapacityView view) {
        System.out.println(view.provider() + ": " + view.reason() + ".");
    }
}
