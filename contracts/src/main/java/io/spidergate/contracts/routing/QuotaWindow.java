package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;

/// How much of something an account has in a stretch of time.
///
/// @param limit in `unit`s; 0 means that there is none; of `percent` from where on the rest is left
///   to whose plan it is
/// @param seconds how long the window is; of a calendar month the longest, of `concurrent` 0
public record QuotaWindow(QuotaUnit unit, long limit, long seconds, QuotaReset reset) {

    /// Leaves room for sums of several in a long.
    public static final long MAX_LIMIT = 1_000_000_000_000L;

    /// No window of any known provider is longer than a month; what is given once has a length only
    /// to tell it from others.
    public static final long MAX_SECONDS = 31L * 86_400;

    private static final long WHOLE = 100;

    public QuotaWindow {
        long most = unit == QuotaUnit.PERCENT ? WHOLE : MAX_LIMIT;
        if (limit < 0 || limit > most) {
            throw new IllegalArgumentException(
                    "limit must be from 0 to %d, got %d".formatted(most, limit));
        }
        if ((unit == QuotaUnit.PERCENT) != (reset == QuotaReset.TOLD)) {
            throw new IllegalArgumentException(
                    "percent goes with the reset told and with no other, got %s".formatted(reset));
        }
        long least = unit == QuotaUnit.CONCURRENT ? 0 : 1;
        if (seconds < least || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "seconds must be from %d to %d, got %d".formatted(least, MAX_SECONDS, seconds));
        }
    }

    /// Whether its provider alone counts it, and tells how much is used.
    @JsonIgnore
    public boolean isGauge() {
        return unit == QuotaUnit.PERCENT;
    }

    @JsonIgnore
    public Duration length() {
        return Duration.ofSeconds(seconds);
    }

    public QuotaWindow withLimit(long other) {
        return new QuotaWindow(unit, other, seconds, reset);
    }

    /// Whether both are the same window, whatever their limits.
    public boolean isSameAs(QuotaWindow other) {
        return unit == other.unit && seconds == other.seconds;
    }
}
