package io.spidergate.quota;

import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What speaks for another account's pool being the same quota as this one: two keys of one
/// organisation, and nobody said so. Immutable.
///
/// Where both are one, a refusal of one is soon followed by one of the other, both are told to wait
/// for the same instant, and together they have used what is published. Where they are two, the
/// instants differ, and one serves while the other has nothing, even if both have the same wrong
/// limit.
///
/// @param weight of what speaks for it, less what speaks against it
/// @param open the other's refusal that this pool's next answer will judge; absent while there is
///   none
public record Suspicion(int weight, @Nullable Refused open) {

    /// To get so far by chance is less likely than that somebody has two keys.
    static final int PROVEN = 10;

    static final Suspicion NONE = new Suspicion(0, null);

    /// Both were told to wait for the same instant, to the millisecond; or to the second, as two
    /// accounts that are used up together may be too.
    private static final int SAME_INSTANT = 5;

    private static final int SAME_SECOND = 1;
    private static final int CONTRADICTED = 4;
    private static final int LEAST = -8;

    private static final Duration INSTANT = Duration.ofMillis(50);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /// Of what is published: so far may both together be from it.
    private static final double TOLERANCE = 0.2;

    /// A refusal that came short of the published limit.
    ///
    /// @param until when the provider said that there is room again
    /// @param exact the provider says so to the millisecond
    /// @param window that is used up
    /// @param used of the window by the pool's own count
    public record Refused(Instant at, Instant until, boolean exact, QuotaWindow window, long used) {

        int agreesWith(Refused other) {
            Duration apart = Duration.between(until, other.until).abs();
            if (!window.isSameAs(other.window)) {
                return 0;
            }
            return exact && other.exact
                    ? (apart.compareTo(INSTANT) <= 0 ? SAME_INSTANT : 0)
                    : (apart.compareTo(SECOND) <= 0 ? SAME_SECOND : 0);
        }
    }

    Suspicion told(Refused ofTheOther) {
        return new Suspicion(weight, ofTheOther);
    }

    /// This pool served a call that was sent then.
    Suspicion served(Instant askedAt) {
        return open != null
                        && askedAt.isAfter(open.at())
                        && askedAt.isBefore(open.until().minus(SECOND))
                ? new Suspicion(Math.max(LEAST, weight - CONTRADICTED), null)
                : this;
    }

    /// This pool was refused too.
    ///
    /// @param published limit of the window that was refused
    Suspicion refused(Refused own, long published) {
        if (open == null || !own.at().isBefore(open.until())) {
            return this;
        }
        double apart = Math.abs((double) own.used() + open.used() - published);
        boolean together = apart <= Math.max(2, TOLERANCE * published);
        return new Suspicion(together ? weight + own.agreesWith(open) : weight, null);
    }
}
