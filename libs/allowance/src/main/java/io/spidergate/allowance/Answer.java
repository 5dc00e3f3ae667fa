package io.spidergate.allowance;

import java.time.Instant;

/// What became of an ask, and the counter after it.
public sealed interface Answer {

    OwnedCounter counter();

    record Granted(OwnedCounter counter, Grant grant) implements Answer {}

    /// @param used ledger and grants together
    /// @param retryAt earliest instant at which asking again can succeed
    record Denied(OwnedCounter counter, long used, Instant retryAt) implements Answer {}
}
