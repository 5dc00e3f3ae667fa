package io.spidergate.contracts.traces;

/// What was asked of one model on one account of a provider, over whole hours of UTC.
///
/// @param served attempts that succeeded
/// @param refused for want of quota or money
/// @param failed otherwise, and not by the caller's fault
/// @param passedOver requests that it did not get because its quota was used up
/// @param wastedNanoUsd paid for attempts that failed
/// @param peakDayAttempts of the UTC day with most
public record AttemptUse(
        String provider,
        String account,
        String upstreamModel,
        long attempts,
        long served,
        long refused,
        long failed,
        long passedOver,
        long wastedNanoUsd,
        long peakDayAttempts) {}
