package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;

/// When what was used of a window may be used again.
public enum QuotaReset {
    /// Each use leaves the window on its own, one length after it was made.
    @JsonProperty("rolling")
    ROLLING,
    /// A bucket that fills evenly, from empty to full in one length.
    @JsonProperty("refilling")
    REFILLING,
    /// All at once, at multiples of the length on the clock: the full minute, the full hour.
    @JsonProperty("clock")
    CLOCK,
    @JsonProperty("utc_midnight")
    UTC_MIDNIGHT,
    /// Midnight in Los Angeles, in summer and winter.
    @JsonProperty("pacific_midnight")
    PACIFIC_MIDNIGHT,
    /// The first of the month, UTC.
    @JsonProperty("calendar_month")
    CALENDAR_MONTH,
    /// Given once.
    @JsonProperty("never")
    NEVER,
    /// When the provider says so.
    @JsonProperty("told")
    TOLD
}
