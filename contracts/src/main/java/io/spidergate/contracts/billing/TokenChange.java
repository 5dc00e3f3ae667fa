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
/// @param identity in place of the one before; [JwtIdentity#NONE] takes it away
/// @param secret false takes the secret away; another is had by rotation
public record TokenChange(
        @Nullable String name,
        @Nullable Set<String> scopes,
        @Nullable List<String> allowedModels,
        @Nullable Spending spending,
        @Nullable LimitsChange limits,
        @Nullable Boolean paused,
        @Nullable Instant expiresAt,
        @Nullable CapturePolicy capture,
        @Nullable List<String> tags,
        @Nullable JwtIdentity identity,
        @Nullable Boolean secret) {

    /// As 0 stands for no limit.
    public static final Instant NEVER = Instant.EPOCH;

    public static final TokenChange NONE =
            new TokenChange(null, null, null, null, null, null, null, null, null, null, null);

    public static TokenChange pausing(boolean paused) {
        return new TokenChange(null, null, null, null, null, paused, null, null, null, null, null);
    }

    public AgentToken of(AgentToken before) {
        return new AgentToken(
                before.tokenRef(),
                before.agent(),
                before.workspace(),
                name == null ? before.name() : name,
                isWithoutSecret() ? AgentToken.NO_SECRET : before.secretHash(),
                scopes == null ? before.scopes() : scopes,
                allowedModels == null ? before.allowedModels() : allowedModels,
                spending == null ? before.spending() : spending,
                limits == null ? before.limits() : limits.of(before.limits()),
                before.revoked(),
                before.version() + 1,
                life(before.life()),
                capture == null ? before.capture() : capture,
                tags == null ? before.tags() : tags,
                before.budgets(),
                identity(before.identity()));
    }

    private boolean isWithoutSecret() {
        return Boolean.FALSE.equals(secret);
    }

    private @Nullable JwtIdentity identity(@Nullable JwtIdentity before) {
        JwtIdentity after = identity == null ? before : identity;
        return JwtIdentity.NONE.equals(after) ? null : after;
    }

    private TokenLife life(TokenLife before) {
        Instant end = expiresAt == null ? before.expiresAt() : expiresAt;
        return new TokenLife(
                paused == null ? before.paused() : paused,
                NEVER.equals(end) ? null : end,
                isWithoutSecret() ? null : before.previous());
    }
}
