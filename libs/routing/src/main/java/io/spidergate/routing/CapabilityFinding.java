package io.spidergate.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What outcomes have shown of one capability of one deployment; the same decision at a gateway,
/// for what it has seen itself, and at the router, for what all have seen. Immutable and pure.
///
/// Laws: one refusal takes a capability away for ten minutes at most, and not at all where a
/// request has lately made use of it; a success gives it back at once; further refusals never bring
/// it back sooner; requests that were under way teach nothing new; an outcome that is heard of
/// again changes nothing.
///
/// @param refusals in a row that were believed one after the other, since the last success
/// @param since when the word became what it is
/// @param until where it is refused, no request before; else the same as `since`
/// @param heardAt the newest outcome that counted
/// @param prober whose refusal it was last: it tries first whether it is over
public record CapabilityFinding(
        Word word,
        int refusals,
        Instant since,
        Instant until,
        Instant heardAt,
        @Nullable String prober) {

    public enum Word {
        /// A request has made use of it and was served.
        PROVEN,
        /// Proven before, and refused once since: the request may have been odd.
        DOUBTED,
        /// Refused, and not asked for until its time.
        REFUSED
    }

    /// A server is upgraded and a message is misread sooner than a model unlearns something.
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1),
                    Duration.ofDays(3),
                    Duration.ofDays(7));

    /// @param before absent where nothing was known
    public static CapabilityFinding served(@Nullable CapabilityFinding before, Instant at) {
        if (before != null && !at.isAfter(before.heardAt)) {
            return before;
        }
        Instant since = before != null && before.word == Word.PROVEN ? before.since : at;
        return new CapabilityFinding(Word.PROVEN, 0, since, since, at, null);
    }

    /// @param before absent where nothing was known
    /// @param gateway whose request it was
    public static CapabilityFinding refused(
            @Nullable CapabilityFinding before, Instant at, @Nullable String gateway) {
        if (before == null) {
            return refusedFrom(at, 1, at, gateway);
        }
        if (!at.isAfter(before.heardAt)) {
            return before;
        }
        return switch (before.word) {
            case PROVEN -> new CapabilityFinding(Word.DOUBTED, 1, at, at, at, gateway);
            case DOUBTED -> refusedFrom(at, 1, at, gateway);
            case REFUSED ->
                    at.isBefore(before.until)
                            ? before.heardOf(at)
                            : refusedFrom(before.since, before.refusals + 1, at, gateway);
        };
    }

    public boolean isRefused() {
        return word == Word.REFUSED;
    }

    private CapabilityFinding heardOf(Instant at) {
        return new CapabilityFinding(word, refusals, since, until, at, prober);
    }

    private static CapabilityFinding refusedFrom(
            Instant since, int refusals, Instant at, @Nullable String gateway) {
        Duration step = STEPS.get(Math.min(refusals, STEPS.size()) - 1);
        return new CapabilityFinding(Word.REFUSED, refusals, since, at.plus(step), at, gateway);
    }
}
