package io.spidergate.contracts.billing;

import io.spidergate.contracts.routing.Spending;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be different in an agent token; what is absent stays as it is.
///
/// @param name see [NewAgentToken]
/// @param scopes in place of those before
/// @param allowedModels in place of those before; empty means all
/// @param paused true refuses the token until it is resumed by false
/// @param tags in place of those before
/// @param expiresAt [#NEVER] takes the end away
public record TokenChange(
        @Nullable String name,
        @Nullable Set<String> scopes,
        @Nullable List<String> allowedModels,
        @Nullable Spending spending,
        @Nullable LimitsChange limits,
        @Nullable Boolean paused,
        @Nullable Instant expiresAt,
        @Nullable CapturePolicy capture,
        @Nullable List<String> tags) {

    /// As 0 stands for no limit.
    public static final Instant NEVER = Instant.EPOCH;

    public static final TokenChange NONE =
            new TokenChange(null, null, null, null, null, null, null, null, null);

    public static TokenChange pausing(boolean paused) {
        return new TokenChange(null, null, null, null, null, paused, null, null, null);
    }

    public AgentToken of(AgentToken before) {
        return new AgentToken(
                before.tokenRef(),
                before.agent(),
                before.workspace(),
                name == null ? before.name() : name,
                before.secretHash(),
                scopes == null ? before.scopes() : scopes,
                allowedModels == null ? before.allowedModels() : allowedModels,
                spending == null ? before.spending() : spending,
                limits == null ? before.limits() : limits.of(before.limits()),
                before.revoked(),
                before.version() + 1,
                life(before.life()),
                capture == null ? before.capture() : capture,
                tags == null ? before.tags() : tags,
                before.budgets());
    }

    private TokenLife life(TokenLife before) {
        Instant end = expiresAt == null ? before.expiresAt() : expiresAt;
        return new TokenLife(
                paused == null ? before.paused() : paused,
                NEVER.equals(end) ? null : end,
                before.previous());
    }
}
