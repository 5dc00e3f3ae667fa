package io.spidergate.gateway.exchange;

/// Hears of one attempt: any number of `frames`, the first of which commits, then `ended` once.
interface AttemptOwner {

    /// @param frames for the caller, as they are
    void frames(byte[] frames);

    void ended(AttemptEnd end);
}
