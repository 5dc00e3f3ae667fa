package io.spidergate.quota;

import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.QuotaRequest.Seen;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One window of a pool: what was used of it, what its limit is and who says so. Immutable.
///
/// @param published limit of the catalogue; the largest number where none was published
/// @param learnedAt when the limit was learnt; absent while it is the published one
/// @param confirmed how often a limit guessed from refusals was met again
/// @param empty what the provider said last when it said that nothing was left
/// @param doubtedUntil what it says of the rest is not believed before this instant
public record WindowState(
        WindowMeter meter,
        long published,
        LimitSource source,
        @Nullable Instant learnedAt,
        int confirmed,
        @Nullable Claim empty,
        @Nullable Instant doubtedUntil) {

    /// A provider's word that nothing is left.
    ///
    /// @param at when the answer came
    /// @param until nothing before this instant
    /// @param others what others must have used for that to be true
    public record Claim(Instant at, Instant until, long others) {

        boolean isContradictedByServing(Instant askedAt) {
            return askedAt.isAfter(at) && askedAt.isBefore(until);
        }
    }

    /// Whoever said "nothing left" and went on serving is not believed again for so long.
    private static final Duration DOUBT = Duration.ofHours(1);

    /// A limit guessed from refusals grows by this part with each window that passes without one.
    private static final double GROWTH = 1.25;

    /// It grows every other window, and each time that the same limit is met again half as often,
    /// down to this many halvings.
    private static final int MOST_DOUBLINGS = 4;

    private static final int STEPS = 8;

    /// A guess that was met grows by no more than this part of it: it is near the truth.
    private static final int SMALL_STEPS = 32;

    /// Refusals short of the limit by less than this part of it are of our own counting.
    private static final double TOLERANCE = 0.1;

    static WindowState published(QuotaWindow window) {
        return new WindowState(
                WindowMeter.untouched(window),
                window.limit(),
                LimitSource.PUBLISHED,
                null,
                0,
                null,
                null);
    }

    /// The same uses under what the catalogue says now.
    WindowState under(QuotaWindow window, Instant now) {
        if (published == window.limit() && meter.window().reset() == window.reset()) {
            return this;
        }
        WindowMeter kept =
                meter.window().reset() == window.reset()
                        ? meter.withLimit(window.limit(), now)
                        : WindowMeter.untouched(window);
        return new WindowState(
                kept, window.limit(), LimitSource.PUBLISHED, null, 0, empty, doubtedUntil);
    }

    public QuotaWindow window() {
        return meter.window();
    }

    /// Whether a refusal now comes short of what is published by more than our counting may be
    /// wrong.
    boolean isShortOfPublished(long used) {
        return published < QuotaWindow.MAX_LIMIT
                && published - used > Math.max(2, published * TOLERANCE);
    }

    /// As it was before refusals taught a lower limit.
    WindowState unlearnt(Instant now) {
        return source == LimitSource.REFUSALS
                ? new WindowState(
                        meter.withLimit(published, now),
                        published,
                        LimitSource.PUBLISHED,
                        null,
                        0,
                        empty,
                        doubtedUntil)
                : this;
    }

    boolean isLong() {
        return window().seconds() > 3_600;
    }

    WindowState used(long amount, Instant at, Instant now) {
        return withMeter(meter.with(amount, at, now));
    }

    /// A guessed limit grows until it is refused again: it may have been a bad moment, or others
    /// who used the same quota then.
    WindowState grown(Instant now) {
        if (source != LimitSource.REFUSALS || learnedAt == null) {
            return this;
        }
        Duration pause = window().length().multipliedBy(2L << Math.min(confirmed, MOST_DOUBLINGS));
        Instant at = learnedAt;
        long limit = window().limit();
        while (limit < published && !now.isBefore(at.plus(pause))) {
            limit = Math.min(published, Math.max(limit + 1, larger(limit)));
            at = at.plus(pause);
        }
        if (at.equals(learnedAt)) {
            return this;
        }
        return limit < published
                ? guessed(meter.withLimit(limit, now), at, confirmed)
                : new WindowState(
                        meter.withLimit(limit, now),
                        published,
                        LimitSource.PUBLISHED,
                        null,
                        0,
                        empty,
                        doubtedUntil);
    }

    private long larger(long limit) {
        return confirmed == 0 ? (long) (limit * GROWTH) : limit + limit / SMALL_STEPS;
    }

    /// The provider has told how the window stands.
    ///
    /// @param held what gateways may have used of it and not told yet
    WindowState seen(Seen seen, long held, Instant now) {
        Instant at = now.minusMillis(seen.agoMs());
        WindowState known = limited(seen.limit(), now);
        Long remaining = seen.remaining();
        if (remaining == null || known.isDoubted(now)) {
            return known;
        }
        // What others use of the same account shows only here.
        long unknown = known.meter.left(now) - held - Math.max(0, remaining);
        if (unknown <= 0) {
            return known;
        }
        Instant askedAt = now.minusMillis(seen.askedAgoMs());
        if (known.empty != null && known.empty.isContradictedByServing(askedAt)) {
            return known.doubting(known.empty, now);
        }
        WindowState after = known.used(unknown, at, now);
        return remaining > 0 ? after : after.empty(seen.resetMs(), at, unknown, now);
    }

    /// A call was refused for want of quota.
    ///
    /// @param held what gateways may have used of it and not told yet
    WindowState refused(Instant now, long held) {
        // What is held may have been used by now.
        long used = meter.used(now) + held;
        if (window().limit() - used <= tolerated()) {
            return this;
        }
        int met = isMet(used) ? confirmed + 1 : Math.max(0, confirmed - 1);
        return guessed(filled(meter.withLimit(guess(used), now), now), now, met);
    }

    /// A guess is refined to the last unit.
    private double tolerated() {
        return source == LimitSource.REFUSALS ? 0 : Math.max(2, window().limit() * TOLERANCE);
    }

    /// A first guess is what was used: the limit is lower. Refused almost at once, others have used
    /// it, or we did and have forgotten. A guess that is refused far below itself comes down by a
    /// step: whoever shares the quota does not use the same part of it each time.
    private long guess(long used) {
        long limit = window().limit();
        if (source != LimitSource.REFUSALS) {
            boolean atOnce = limit < QuotaWindow.MAX_LIMIT && used < limit / 4;
            return Math.max(1, atOnce ? limit / 2 : used);
        }
        return Math.max(1, isMet(used) ? used : limit - Math.max(1, limit / STEPS));
    }

    /// Refused about where it was guessed.
    private boolean isMet(long used) {
        return source == LimitSource.REFUSALS && used * STEPS >= window().limit() * (STEPS - 2);
    }

    WindowStanding standing(long held, Instant now) {
        return new WindowStanding(
                window(),
                window().limit(),
                meter.used(now),
                held,
                window().unit() == QuotaUnit.CONCURRENT ? null : resetsAt(now),
                source,
                learnedAt,
                confidence(now));
    }

    private @Nullable Instant resetsAt(Instant now) {
        Instant whole = meter.wholeAt(now);
        return whole.equals(WindowMeter.NEVER) ? null : whole;
    }

    /// What a provider says is near to certain, what its catalogue entry says was true once, and
    /// what refusals teach is a guess.
    private double confidence(Instant now) {
        return switch (source) {
            case HEADERS -> isDoubted(now) ? 0.5 : 0.95;
            case PUBLISHED -> published >= QuotaWindow.MAX_LIMIT ? 0.1 : 0.7;
            case REFUSALS -> 0.5;
        };
    }

    private WindowState limited(@Nullable Long told, Instant now) {
        if (told == null || told < 0 || told > QuotaWindow.MAX_LIMIT) {
            return this;
        }
        if (told == window().limit() && source == LimitSource.HEADERS) {
            return this;
        }
        return new WindowState(
                meter.withLimit(told, now),
                published,
                LimitSource.HEADERS,
                now,
                0,
                empty,
                doubtedUntil);
    }

    private boolean isDoubted(Instant now) {
        return doubtedUntil != null && now.isBefore(doubtedUntil);
    }

    /// What was believed to have been used by others was not.
    private WindowState doubting(Claim claim, Instant now) {
        return new WindowState(
                meter.with(-claim.others(), claim.at(), now),
                published,
                source,
                learnedAt,
                confirmed,
                null,
                now.plus(DOUBT));
    }

    private WindowState empty(@Nullable Long resetMs, Instant at, long others, Instant now) {
        Instant whole = meter.wholeAt(now);
        Instant told = resetMs == null ? whole : at.plusMillis(resetMs);
        Claim claim = new Claim(at, told.isBefore(whole) ? told : whole, others);
        return new WindowState(meter, published, source, learnedAt, confirmed, claim, doubtedUntil);
    }

    private WindowState guessed(WindowMeter other, Instant at, int times) {
        return new WindowState(
                other, published, LimitSource.REFUSALS, at, times, empty, doubtedUntil);
    }

    private static WindowMeter filled(WindowMeter meter, Instant now) {
        long left = meter.left(now);
        return left <= 0 ? meter : meter.with(left, now, now);
    }

    private WindowState withMeter(WindowMeter other) {
        return new WindowState(other, published, source, learnedAt, confirmed, empty, doubtedUntil);
    }
}
