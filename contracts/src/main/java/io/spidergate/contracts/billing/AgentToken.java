package io.spidergate.contracts.billing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Spending;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An agent token as gateways know it: enough to admit a request without a hop, nothing to forge
/// one.
///
/// The secret form is `spidergate_pat_<tokenRef>_<secret>`.
///
/// @param tokenRef permanent, public handle of the token, 12 lower-case letters and digits
/// @param secretHash SHA-256 of the whole secret form, lower-case hex; the secret has 256 random
///   bits, so a slow hash would add nothing. [#NO_SECRET] where there is none: no hash reads so, so
///   a gateway of an older release lets nobody in by it either
/// @param scopes of `gate:chat`, `gate:models`, `gate:usage`
/// @param allowedModels aliases and models, `*` at the end as wildcard; empty means all
/// @param spending the strictest where it is absent, for nobody has allowed more
/// @param version grows with each change
/// @param capture of what is said; the gateway's setting where it is absent
/// @param tags short words that go with each request into its event, trace and ledger entry
/// @param life [TokenLife#UNTIL_REVOKED] where it is absent
/// @param budgets that its requests count in, besides that of its own limits
/// @param identity by which JWTs the agent is recognised besides; null for by none
public record AgentToken(
        String tokenRef,
        AgentId agent,
        WorkspaceId workspace,
        String name,
        String secretHash,
        Set<String> scopes,
        List<String> allowedModels,
        Spending spending,
        AgentLimits limits,
        boolean revoked,
        int version,
        TokenLife life,
        CapturePolicy capture,
        List<String> tags,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TokenBudget> budgets,
        @Nullable JwtIdentity identity) {

    public static final String PREFIX = "spidergate_pat_";

    /// Instead of a hash.
    public static final String NO_SECRET = "";

    public AgentToken {
        scopes = Set.copyOf(scopes);
        allowedModels = List.copyOf(allowedModels);
        spending = spending == null ? Spending.FREE_ONLY : spending;
        life = life == null ? TokenLife.UNTIL_REVOKED : life;
        capture = capture == null ? CapturePolicy.GATEWAY : capture;
        tags = tags == null ? List.of() : List.copyOf(tags);
        budgets = budgets == null ? List.of() : List.copyOf(budgets);
    }

    /// Whether it opens the door by a secret of its own.
    public boolean hasSecret() {
        return !secretHash.equals(NO_SECRET);
    }

    public AgentToken withSecret(String otherHash, TokenLife otherLife) {
        return new AgentToken(
                tokenRef,
                agent,
                workspace,
                name,
                otherHash,
                scopes,
                allowedModels,
                spending,
                limits,
                revoked,
                version,
                otherLife,
                capture,
                tags,
                budgets,
                identity);
    }

    public AgentToken asRevoked() {
        return new AgentToken(
                tokenRef,
                agent,
                workspace,
                name,
                secretHash,
                scopes,
                allowedModels,
                spending,
                limits,
                true,
                version,
                life,
                capture,
                tags,
                budgets,
                identity);
    }

    /// The same with these budgets.
    public AgentToken counting(List<TokenBudget> others) {
        return new AgentToken(
                tokenRef,
                agent,
                workspace,
                name,
                secretHash,
                scopes,
                allowedModels,
                spending,
                limits,
                revoked,
                version,
                life,
                capture,
                tags,
                others,
                identity);
    }

    /// Nothing is counted before its requests may run.
    @JsonIgnore
    public boolean isUnlimited() {
        return limits.isUnlimited() && budgets.isEmpty();
    }
}
