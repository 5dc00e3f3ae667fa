package io.spidergate.contracts.vault;

import java.time.Instant;

/// What the last probe of a credential has shown.
///
/// @param message what to do about it, for people
/// @param at of the last probe
/// @param since when it has shown the same
public record ProbeView(ProbeResult.Verdict verdict, String message, Instant at, Instant since) {}
