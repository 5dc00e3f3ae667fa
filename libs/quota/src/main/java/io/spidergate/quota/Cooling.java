package io.spidergate.quota;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A pool that its provider has refused is left alone for a while. Immutable.
///
/// Laws: a refusal of a call that had been sent before the last one was known teaches nothing new;
/// no cooldown ends later than the window that is used up; without a hint it grows with each
/// refusal in a row, up to a limit.
///
/// @param until nothing before this instant
/// @param row refusals in a row
/// @param since when the last of them was known
public record Cooling(Instant until, int row, Instant since) {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// @param hint of the provider
    /// @param resetsAt when the window that is used up is free again
    static Cooling after(
            @Nullable Cooling before, @Nullable Duration hint, Instant resetsAt, Instant now) {
        int row = before == null ? 1 : before.row + 1;
        Instant until = now.plus(hint == null ? grown(row) : hint);
        if (until.isAfter(resetsAt)) {
            until = resetsAt;
        }
        // More refusals never shorten a cooldown.
        return before != null && before.until.isAfter(until)
                ? new Cooling(before.until, row, now)
                : new Cooling(until, row, now);
    }

    boolean holdsAt(Instant now) {
        return now.isBefore(until);
    }

    /// Whether a call that was sent then could not have known.
    boolean covers(Instant askedAt) {
        return !askedAt.isAfter(since);
    }

    private static Duration grown(int row) {
        Duration grown = FIRST.multipliedBy(1L << Math.min(row - 1, 12));
        return grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
    }
}
