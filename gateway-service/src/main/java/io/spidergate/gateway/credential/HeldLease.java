package io.spidergate.gateway.credential;

import java.time.Instant;

/// An open credential and how long it may be used.
///
/// @param version of the credential
/// @param renewAtMs half of the lease's life; from then on a new one is asked for
/// @param expiresAtMs from then on it must not be used
public record HeldLease(Secret secret, int version, long renewAtMs, long expiresAtMs) {

    public static HeldLease of(Secret secret, int version, Instant now, Instant expiresAt) {
        long nowMs = now.toEpochMilli();
        long expiresAtMs = expiresAt.toEpochMilli();
        return new HeldLease(secret, version, nowMs + (expiresAtMs - nowMs) / 2, expiresAtMs);
    }

    boolean isUsableAt(long nowMs) {
        return nowMs < expiresAtMs;
    }
}
