package io.spidergate.contracts.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether and until when an agent token opens the door.
///
/// @param paused refused until it is resumed
/// @param expiresAt refused from then on; null means never
/// @param previous the secret before the last rotation, in its time of grace
public record TokenLife(
        boolean paused, @Nullable Instant expiresAt, @Nullable PreviousSecret previous) {

    /// From now on, and with one secret.
    public static final TokenLife UNTIL_REVOKED = new TokenLife(false, null, null);

    /// @param hash as [AgentToken]'s of the secret in force
    /// @param until it is as good as the new one, exclusive
    public record PreviousSecret(String hash, Instant until) {}

    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
