package io.spidergate.contracts.vault;

import io.spidergate.contracts.id.CredentialId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the vault's audit.
///
/// @param action `created`, `released`, `refused`, `probed`, `changed`, `disabled`, `enabled`,
///   `removed`; of the keyset `rotated` or `retired`
/// @param actor service name, with the gateway's id where a gateway asked
public record ReleaseAudit(
        long sequence,
        Instant at,
        String action,
        @Nullable CredentialId credential,
        String actor,
        @Nullable String detail) {}
