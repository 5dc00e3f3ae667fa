package io.spidergate.gateway.exchange;

/// Hears of attempts, of each: any number of `frames`, the first of which commits, then `ended`
/// once.
interface AttemptOwner {

    /// @param frames for the caller, as they are
    void frames(Attempt from, byte[] frames);

    void ended(Attempt from, AttemptEnd end);
}
