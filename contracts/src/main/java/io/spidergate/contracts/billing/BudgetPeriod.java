package io.spidergate.contracts.billing;

import java.time.Duration;

/// For how long a budget is.
public enum BudgetPeriod {
    /// The calendar day of the workspace's time zone; 24 hours where it rolls.
    DAY(Duration.ofDays(1)),
    /// The calendar week, from Monday on; 7 days where it rolls.
    WEEK(Duration.ofDays(7)),
    /// The calendar month; 30 days where it rolls.
    MONTH(Duration.ofDays(30));

    private final Duration rolling;

    BudgetPeriod(Duration rolling) {
        this.rolling = rolling;
    }

    /// How far back a rolling budget looks.
    public Duration rolling() {
        return rolling;
    }
}
