package io.spidergate.contracts.billing;

import io.spidergate.contracts.routing.Spending;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks for an agent and its token.
///
/// @param workspace whose credentials it may use besides those that all may; the default one where
///   absent
/// @param spending `paid_ok` where it is absent
/// @param name 1 to 100 characters, unique among the tokens that are not revoked
/// @param scopes all where they are absent
/// @param capture the gateway's setting where it is absent
/// @param tags at most 16, such as `team:search`; none where they are absent
/// @param expiresAt later than now; absent means never
/// @param identity by which JWTs the agent is recognised; by none where it is absent
/// @param secret whether the token gets a secret; where it is absent, only without an identity
public record NewAgentToken(
        @Nullable String workspace,
        String name,
        List<String> allowedModels,
        Spending spending,
        AgentLimits limits,
        @Nullable Set<String> scopes,
        @Nullable Instant expiresAt,
        @Nullable CapturePolicy capture,
        @Nullable List<String> tags,
        @Nullable JwtIdentity identity,
        @Nullable Boolean secret) {

    /// With all scopes, and for ever.
    public NewAgentToken(
            @Nullable String workspace,
            String name,
            List<String> allowedModels,
            Spending spending,
            AgentLimits limits) {
        this(workspace, name, allowedModels, spending, limits, null, null, null, null, null, null);
    }

    public NewAgentToken {
        allowedModels = List.copyOf(allowedModels);
        spending = spending == null ? Spending.PAID_OK : spending;
    }

    public boolean wantsSecret() {
        return secret == null ? identity == null : secret;
    }
}
