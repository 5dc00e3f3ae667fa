package io.spidergate.contracts.vault;

import io.spidergate.contracts.id.CredentialId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the vault's audit.
///
/// @param action `created`, `released`, `refused`, `probed`, `usage_read`, `changed`, `disabled`,
///   `enabled`, `removed`; of the keyset `rotated` or `retired`; of an invite `invited` or
///   `revoked`; of a sign-in `renewed` or `ended`
/// @param actor service name, with the gateway's id where a gateway asked; `contributor/` and the
///   invite's id where somebody had its link
public record ReleaseAudit(
        long sequence,
        Instant at,
        String action,
        @Nullable CredentialId credential,
        String actor,
        @Nullable String detail) {}
