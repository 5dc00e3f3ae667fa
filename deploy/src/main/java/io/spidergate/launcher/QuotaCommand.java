package io.spidergate.launcher;

import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.launcher.admin.Routing;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `quota`: how what providers give away stands.
@Command(
        name = "quota",
        mixinStandardHelpOptions = true,
        description = "Shows what is used and left of providers' free quotas, and when it resets.")
final class QuotaCommand implements Callable<Integer> {

    private static final String ID = "pool_";

    private static final Map<Long, String> PERIODS =
            Map.of(60L, "minute", 3_600L, "hour", 86_400L, "day", 31L * 86_400, "month");

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(names = "--provider", paramLabel = "N", description = "Only this one's.")
    private @Nullable String provider;

    @Option(names = "--all", description = "Also those that nobody has used.")
    private boolean all;

    @Option(
            names = "--forget",
            paramLabel = "POOL",
            description =
                    "Forget what was learnt of this one: its limits, uses and cooldown, and that it"
                            + " shares with another.")
    private @Nullable String forgotten;

    @Override
    public Integer call() {
        Settings settings = options.read();
        Routing routing = new Routing(Suite.requireRunning(settings), new Folders(settings.data()));
        if (forgotten != null) {
            routing.forgetPool(ID + forgotten);
        }
        Table table =
                new Table(
                        "POOL", "WINDOW", "LIMIT", "USED", "LEFT", "RESETS", "LIMIT FROM", "STATE");
        for (PoolView view : routing.quota()) {
            if (isAskedFor(view)) {
                rows(table, view);
            }
        }
        System.out.print(table);
        return 0;
    }

    private boolean isAskedFor(PoolView view) {
        boolean named = provider == null || provider.equals(view.pool().provider());
        boolean used =
                view.standing().coolingUntil() != null
                        || view.standing().windows().stream()
                                .anyMatch(window -> window.used() + window.held() > 0);
        return named && (all || used);
    }

    private static void rows(Table table, PoolView view) {
        List<WindowStanding> windows = view.standing().windows();
        for (WindowStanding window : windows) {
            boolean known = window.limit() < QuotaWindow.MAX_LIMIT;
            long taken = window.used() + window.held();
            table.row(
                    view.pool().id().substring(ID.length()),
                    name(window.window()),
                    known ? amount(window.window(), window.limit()) : unlimited(window.window()),
                    isUntold(window) ? "not told" : amount(window.window(), taken),
                    known && !isUntold(window)
                            ? amount(window.window(), Math.max(0, window.limit() - taken))
                            : "",
                    resets(window.resetsAt(), taken),
                    window.source().name().toLowerCase(Locale.ROOT),
                    state(view));
        }
    }

    /// Nobody knows how much of the plan is used, which is not the same as nothing.
    private static boolean isUntold(WindowStanding window) {
        return window.window().isGauge() && window.resetsAt() == null;
    }

    private static String amount(QuotaWindow window, long amount) {
        return switch (window.unit()) {
            case MICRO_USD -> Money.ofMicroUsd(amount).toString();
            case PERCENT -> amount + " %";
            case REQUESTS, TOKENS, CONCURRENT -> Long.toString(amount);
        };
    }

    private static String unlimited(QuotaWindow window) {
        return window.unit() == QuotaUnit.MICRO_USD ? "only told" : "unknown";
    }

    private static String name(QuotaWindow window) {
        String unit =
                switch (window.unit()) {
                    case MICRO_USD -> "spent";
                    case PERCENT -> "of the plan";
                    case REQUESTS, TOKENS, CONCURRENT ->
                            window.unit().name().toLowerCase(Locale.ROOT);
                };
        if (window.unit() == QuotaUnit.CONCURRENT) {
            return unit;
        }
        String period = PERIODS.get(window.seconds());
        return period == null
                ? "%s in %s".formatted(unit, length(window.seconds()))
                : "%s a %s".formatted(unit, period);
    }

    private static String length(long seconds) {
        return seconds % 86_400 == 0
                ? seconds / 86_400 + " days"
                : seconds % 3_600 == 0 ? seconds / 3_600 + " hours" : seconds + " s";
    }

    private static String resets(@Nullable Instant at, long taken) {
        return at == null || taken == 0 ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String state(PoolView view) {
        Instant cooling = view.standing().coolingUntil();
        String state =
                cooling == null
                        ? "open"
                        : "%s until %s"
                                .formatted(
                                        view.standing().reason(),
                                        cooling.truncatedTo(ChronoUnit.SECONDS));
        return view.sharesWith() == null
                ? state
                : state + ", one quota with " + view.sharesWith().substring(ID.length());
    }
}
