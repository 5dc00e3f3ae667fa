package io.spidergate.gateway.feed;

/// How far a feed has come.
public sealed interface FeedStanding {

    /// Not yet read to the end.
    ///
    /// @param reason for the operator, without secrets
    record CatchingUp(String reason) implements FeedStanding {}

    /// Read to its end at least once.
    record Following() implements FeedStanding {}
}
