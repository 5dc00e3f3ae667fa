package io.spidergate.vault.audit;

import io.spidergate.contracts.id.CredentialId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that was done or refused, before it has a place in the record.
///
/// @param actor service name, with the gateway's id where a gateway asked
/// @param detail for people; never a secret
public record AuditFact(
        Action action, @Nullable CredentialId credential, String actor, @Nullable String detail) {

    /// What can happen to a credential, the keyset or an invite.
    public enum Action {
        CREATED,
        RELEASED,
        REFUSED,
        PROBED,
        USAGE_READ,
        CHANGED,
        DISABLED,
        ENABLED,
        REMOVED,
        ROTATED,
        RETIRED,
        INVITED,
        REVOKED,
        RENEWED,
        ENDED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
