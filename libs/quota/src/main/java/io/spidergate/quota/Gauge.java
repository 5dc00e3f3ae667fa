package io.spidergate.quota;

import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.QuotaRequest.Seen;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How much of a plan's window is used, as its provider tells it: it is read, and not counted down.
/// Immutable.
///
/// Laws: the latest word holds, whoever brings it; nothing that was told outlives its reset, nor
/// one length of the window; where nothing was told nobody is held back.
///
/// @param window its limit is where the rest is left to whose plan it is, who works with it
///   elsewhere too
/// @param used in hundredths of the whole, when it was told last
/// @param toldAt absent while nothing was
/// @param resetsAt when nothing of it is used any more; absent while nothing was told
public record Gauge(
        QuotaWindow window, long used, @Nullable Instant toldAt, @Nullable Instant resetsAt) {

    /// Where the catalogue does not say what is to be left.
    private static final long USUAL_LIMIT = 90;

    private static final long WHOLE = 100;

    /// Answers of calls at the same time come in any order: so much less is no news.
    private static final long FLUTTER = 3;

    /// Where nobody tells when a refused plan is back, somebody tries after so long.
    private static final Duration UNTIL_TRIED = Duration.ofHours(1);

    static Gauge untold(QuotaWindow window) {
        return new Gauge(window, 0, null, null);
    }

    /// One that the catalogue does not know of.
    static Gauge untold(long seconds) {
        return untold(new QuotaWindow(QuotaUnit.PERCENT, USUAL_LIMIT, seconds, QuotaReset.TOLD));
    }

    /// What was told, under what the catalogue says now.
    Gauge under(QuotaWindow other) {
        return new Gauge(other, used, toldAt, resetsAt);
    }

    boolean isOf(QuotaWindow other) {
        return window.seconds() == other.seconds();
    }

    Gauge seen(Seen seen, Instant now) {
        Instant at = now.minusMillis(seen.agoMs());
        Long remaining = seen.remaining();
        if (remaining == null || (toldAt != null && at.isBefore(toldAt))) {
            return this;
        }
        long told = WHOLE - Math.clamp(remaining, 0, WHOLE);
        long known = used(at);
        boolean flutters = told < known && known - told < FLUTTER;
        Long resetMs = seen.resetMs();
        Duration left = resetMs == null ? UNTIL_TRIED : Duration.ofMillis(Math.max(0, resetMs));
        return new Gauge(window, flutters ? known : told, at, at.plus(bounded(left)));
    }

    /// The plan has refused because it is used up, whatever it has told before.
    ///
    /// @param hint of the provider
    Gauge refused(@Nullable Duration hint, Instant now) {
        return new Gauge(window, WHOLE, now, now.plus(bounded(hint == null ? UNTIL_TRIED : hint)));
    }

    long used(Instant now) {
        return resetsAt == null || !now.isBefore(resetsAt) ? 0 : used;
    }

    boolean isSpent(Instant now) {
        return used(now) >= window.limit();
    }

    WindowStanding standing(Instant now) {
        boolean holds = resetsAt != null && now.isBefore(resetsAt);
        return new WindowStanding(
                window,
                window.limit(),
                used(now),
                0,
                holds ? resetsAt : null,
                toldAt == null ? LimitSource.PUBLISHED : LimitSource.HEADERS,
                toldAt,
                holds ? 0.95 : 0);
    }

    /// Such as `92 % of the plan's 5 hours are used, from 90 % on it is left to its owner`.
    String words(Instant now) {
        return "%d %% of the plan's %s are used, from %d %% on it is left to its owner"
                .formatted(used(now), length(), window.limit());
    }

    private String length() {
        long seconds = window.seconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + " days";
        }
        return seconds % 3_600 == 0 ? seconds / 3_600 + " hours" : seconds + " seconds";
    }

    private Duration bounded(Duration told) {
        return told.compareTo(window.length()) > 0 ? window.length() : told;
    }
}
