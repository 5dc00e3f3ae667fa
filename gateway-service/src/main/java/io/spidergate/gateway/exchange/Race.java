package io.spidergate.gateway.exchange;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The attempts of one request that run at a time: one, or two where the first is slow to begin and
/// another was asked beside it. For one event loop.
///
/// Law: only one of them ever reaches the caller, the one whose content came first.
final class Race {

    private @Nullable Attempt leader;
    private @Nullable Attempt rival;

    /// The one that the caller hears, or would hear if it began now; the last one where none runs.
    Attempt leader() {
        return Objects.requireNonNull(leader, "no attempt has begun");
    }

    boolean hasBegun() {
        return leader != null;
    }

    void alone(Attempt attempt) {
        leader = attempt;
        rival = null;
    }

    void beside(Attempt attempt) {
        rival = attempt;
    }

    /// The first content came.
    ///
    /// @return the one that was slower, where two ran
    @Nullable Attempt wonBy(Attempt winner) {
        Attempt loser = winner == leader ? rival : leader;
        boolean raced = rival != null;
        leader = winner;
        rival = null;
        return raced ? loser : null;
    }

    /// One ended before any content.
    ///
    /// @return whether another runs on
    boolean goesOnWithout(Attempt ended) {
        Attempt other = ended == leader ? rival : leader;
        if (rival == null || other == null) {
            return false;
        }
        leader = other;
        rival = null;
        return true;
    }
}
