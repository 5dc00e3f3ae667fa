package io.spidergate.contracts.vault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A credential without its secret.
///
/// @param preview first and last characters, such as `gsk_…4f2a`
/// @param probe absent until it has been probed
/// @param reference where the secret is, if it stays there
/// @param usageOf of one that usage is read with: the parts of the account that are meant, in the
///   provider's words (OpenAI's projects, Anthropic's workspaces, the hashes of OpenRouter's keys);
///   empty means all
/// @param signIn only of one that came by signing in
public record CredentialView(
        CredentialId id,
        WorkspaceId workspace,
        String provider,
        String account,
        String label,
        String preview,
        boolean enabled,
        CredentialSettings settings,
        Instant createdAt,
        @Nullable ProbeView probe,
        @Nullable SignInView signIn,
        @Nullable String reference,
        CredentialPurpose purpose,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> usageOf) {

    public static final int MAX_USAGE_OF = 20;

    public CredentialView {
        purpose = purpose == null ? CredentialPurpose.REQUESTS : purpose;
        usageOf = usageOf == null ? List.of() : List.copyOf(usageOf);
    }

    /// Whether gateways may be given it.
    @JsonIgnore
    public boolean isUsable() {
        return enabled
                && purpose == CredentialPurpose.REQUESTS
                && (signIn == null || signIn.ended() == null);
    }
}
