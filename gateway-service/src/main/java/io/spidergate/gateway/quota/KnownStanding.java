package io.spidergate.gateway.quota;

import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.money.Money;
import io.spidergate.routing.Quotas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a pool stood when its owner spoke of it last, and what of that still holds. Immutable.
///
/// @param answeredAt by the owner's clock
/// @param atNanos the same moment by our monotonic clock
record KnownStanding(PoolStanding standing, Instant answeredAt, long atNanos) {

    /// Near its reset a window's slack grows, but not without bound.
    private static final double SHORTEST_TIME = 0.02;

    /// What is given once is lost at no reset: it comes last.
    private static final double NEVER_LOST = 0.01;

    private static final Map<Long, String> PERIODS =
            Map.of(60L, "minute", 3_600L, "hour", 86_400L, "day", 31L * 86_400, "month");

    /// So few requests are left that what one gateway keeps ready for a moment another would use.
    static final long FEW = 8;

    /// Before the owner has said anything: nothing is used.
    static KnownStanding published(QuotaPool terms, Instant now, long nanos) {
        List<WindowStanding> windows =
                terms.windows().stream()
                        .map(window ->
                                new WindowStanding(
                                        window,
                                        window.limit(),
                                        0,
                                        0,
                                        null,
                                        PoolStanding.LimitSource.PUBLISHED,
                                        null,
                                        0.5))
                        .toList();
        return new KnownStanding(new PoolStanding(windows, null, null, 1), now, nanos);
    }

    /// @param few what is few in this unit
    boolean isScarce(QuotaUnit unit, long few) {
        for (WindowStanding window : standing.windows()) {
            if (window.window().unit() == unit
                    && left(window) < Math.max(few, window.limit() / 10)) {
                return true;
            }
        }
        return false;
    }

    boolean counts(QuotaUnit unit) {
        return standing.windows().stream().anyMatch(it -> it.window().unit() == unit);
    }

    /// Whether so much of a plan's whole window is what is left to its owner.
    boolean isSpent(long seconds, long remaining) {
        for (WindowStanding window : standing.windows()) {
            if (window.window().isGauge() && window.window().seconds() == seconds) {
                return 100 - remaining >= window.limit();
            }
        }
        return false;
    }

    /// Of the window that has least.
    double slack(long nowNanos) {
        double least = Double.MAX_VALUE;
        for (WindowStanding window : standing.windows()) {
            if (window.window().unit() != QuotaUnit.CONCURRENT) {
                least = Math.min(least, slack(window, now(nowNanos)));
            }
        }
        return least == Double.MAX_VALUE ? Quotas.FULL : least;
    }

    /// Why so many tokens, or so much money, never fit into one of the windows; null where they do.
    @Nullable String tooSmall(long weight) {
        for (WindowStanding window : standing.windows()) {
            QuotaUnit unit = window.window().unit();
            boolean isWeighed = unit == QuotaUnit.TOKENS || unit == QuotaUnit.MICRO_USD;
            if (isWeighed && weight > window.limit()) {
                return "%s needed, at most %s %s"
                        .formatted(
                                amount(unit, weight),
                                amountOf(unit, window.limit()),
                                period(window.window()));
            }
        }
        return null;
    }

    /// Which window of this unit has least, in words.
    String leastOf(QuotaUnit unit) {
        WindowStanding least = null;
        for (WindowStanding window : standing.windows()) {
            if (window.window().unit() == unit && (least == null || left(window) < left(least))) {
                least = window;
            }
        }
        if (standing.reason() != null) {
            return standing.reason();
        }
        return least == null
                ? "used up"
                : "%s of %s %s used or set aside"
                        .formatted(
                                amountOf(
                                        unit, Math.min(least.limit(), least.used() + least.held())),
                                amount(unit, least.limit()),
                                period(least.window()));
    }

    private static String amountOf(QuotaUnit unit, long amount) {
        return unit == QuotaUnit.MICRO_USD ? amount(unit, amount) : Long.toString(amount);
    }

    private static String amount(QuotaUnit unit, long amount) {
        return unit == QuotaUnit.MICRO_USD
                ? Money.ofMicroUsd(amount).toString()
                : "%d %s".formatted(amount, unit.name().toLowerCase(Locale.ROOT));
    }

    /// By the owner's clock.
    Instant now(long nowNanos) {
        return answeredAt.plusNanos(nowNanos - atNanos);
    }

    private static long left(WindowStanding window) {
        return window.limit() - window.used() - window.held();
    }

    private double slack(WindowStanding window, Instant now) {
        if (window.limit() == 0) {
            return 0;
        }
        double left = Math.max(0, window.limit() - used(window, now)) / window.limit();
        Instant resets = window.resetsAt();
        return switch (window.window().reset()) {
            case ROLLING, REFILLING -> left;
            case NEVER -> left * NEVER_LOST;
            case CLOCK, UTC_MIDNIGHT, PACIFIC_MIDNIGHT, CALENDAR_MONTH, TOLD ->
                    resets == null || !now.isBefore(resets)
                            ? Quotas.FULL
                            : left / timeLeft(window.window(), Duration.between(now, resets));
        };
    }

    private static double timeLeft(QuotaWindow window, Duration untilReset) {
        double part = (double) untilReset.toMillis() / window.length().toMillis();
        return Math.clamp(part, SHORTEST_TIME, 1);
    }

    /// What nobody has told us since leaves a rolling window, and refills a bucket, evenly.
    private double used(WindowStanding window, Instant now) {
        Instant resets = window.resetsAt();
        if (resets == null || !resets.isAfter(answeredAt)) {
            return window.used();
        }
        if (!now.isBefore(resets)) {
            return 0;
        }
        double passed =
                (double) Duration.between(answeredAt, now).toMillis()
                        / Math.max(1, Duration.between(answeredAt, resets).toMillis());
        return window.used() * (1 - Math.clamp(passed, 0, 1));
    }

    private static String period(QuotaWindow window) {
        if (window.unit() == QuotaUnit.CONCURRENT) {
            return "at the same time";
        }
        String name = PERIODS.get(window.seconds());
        return name == null ? "in %d s".formatted(window.seconds()) : "a " + name;
    }
}
