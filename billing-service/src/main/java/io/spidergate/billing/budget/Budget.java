package io.spidergate.billing.budget;

import io.spidergate.allowance.Window;
import io.spidergate.contracts.billing.BudgetPeriod;
import io.spidergate.contracts.billing.BudgetScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/// A budget as its row says. Pure.
///
/// @param countedFrom what began before that is not counted by it
public record Budget(
        String id,
        String workspace,
        String name,
        BudgetScope scope,
        BudgetPeriod period,
        boolean rolling,
        ZoneId zone,
        long limitNanoUsd,
        boolean soft,
        boolean ceiling,
        List<Integer> warnAtPercent,
        Instant countedFrom,
        boolean removed,
        int version) {

    public static final String PREFIX = "bud_";

    /// What a rolling budget's spend is summed by: it counts until its whole hour is past.
    private static final Duration STEP = Duration.ofHours(1);

    public Budget {
        warnAtPercent = List.copyOf(warnAtPercent);
    }

    /// Whether it counts what such an agent spends.
    public boolean concerns(String otherWorkspace, String agent, Collection<String> tags) {
        return workspace.equals(otherWorkspace)
                && switch (scope.kind()) {
                    case WORKSPACE -> true;
                    case AGENT -> agent.equals(scope.value());
                    case TAG -> tags.contains(scope.value());
                };
    }

    /// Whether a row of it counts what began then.
    public boolean isCountedAt(Instant startedAt) {
        return !startedAt.isBefore(countedFrom);
    }

    /// When the row began that what is spent then is counted in.
    public Instant rowOf(Instant startedAt) {
        return rolling ? startedAt.truncatedTo(ChronoUnit.HOURS) : calendar().startOf(startedAt);
    }

    /// When the first row began that still counts.
    public Instant since(Instant now) {
        return rolling ? rowOf(now.minus(period.rolling())) : calendar().startOf(now);
    }

    /// When what counts now starts to count no longer.
    ///
    /// @param firstSpent beginning of the first row that counts and holds something; now where none
    ///   does
    public Instant resetsAt(Instant firstSpent, Instant now) {
        return rolling
                ? rowOf(firstSpent).plus(STEP).plus(period.rolling())
                : calendar().endOf(now);
    }

    /// Under which window its grants stand: those of one that rolls go on for ever.
    public Window window() {
        return rolling ? Window.ENDLESS : calendar();
    }

    /// What its notices are of: each is told once in it. One that rolls has none of its own, so
    /// they are told once a day.
    Instant noticePeriod(Instant now) {
        return rolling ? Window.DAY.startOf(now) : since(now);
    }

    /// As its next version.
    Budget with(
            String otherName,
            long otherLimit,
            boolean otherSoft,
            boolean otherCeiling,
            List<Integer> otherWarnAt) {
        return new Budget(
                id,
                workspace,
                otherName,
                scope,
                period,
                rolling,
                zone,
                otherLimit,
                otherSoft,
                otherCeiling,
                otherWarnAt,
                countedFrom,
                removed,
                version + 1);
    }

    /// From how much of it on answers say so.
    public int firstWarning() {
        return warnAtPercent.stream().mapToInt(Integer::intValue).min().orElse(100);
    }

    private Window calendar() {
        return new Window(
                switch (period) {
                    case DAY -> Window.Unit.DAY;
                    case WEEK -> Window.Unit.WEEK;
                    case MONTH -> Window.Unit.MONTH;
                },
                zone);
    }
}
