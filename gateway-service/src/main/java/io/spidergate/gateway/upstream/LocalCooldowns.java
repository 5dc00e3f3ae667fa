package io.spidergate.gateway.upstream;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.routing.Cooldowns;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What this gateway has just learnt itself: it avoids a failing deployment at once, without
/// waiting for the router to tell all gateways. Safe for use by all event loops.
public final class LocalCooldowns implements Cooldowns {

    private final ConcurrentHashMap<DeploymentId, Cooling> deployments = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<CredentialId, Cooling> credentials = new ConcurrentHashMap<>();

    @Override
    public @Nullable CoolingDeployment cooling(DeploymentId deployment, Instant now) {
        Cooling cooling = deployments.get(deployment);
        return cooling == null || !now.isBefore(cooling.until)
                ? null
                : new CoolingDeployment(cooling.until, cooling.reason);
    }

    public boolean isCooling(CredentialId credential, Instant now) {
        Cooling cooling = credentials.get(credential);
        return cooling != null && now.isBefore(cooling.until);
    }

    /// @param credential what the attempt used, where it used one
    public void failed(
            DeploymentId deployment,
            @Nullable CredentialId credential,
            UpstreamFailure failure,
            Instant now) {
        if (credential != null && CooldownRule.isAboutCredential(failure.kind())) {
            credentials.compute(credential, (id, earlier) -> longer(earlier, failure, now));
        } else {
            deployments.compute(deployment, (id, earlier) -> longer(earlier, failure, now));
        }
    }

    public void succeeded(DeploymentId deployment, @Nullable CredentialId credential) {
        deployments.remove(deployment);
        if (credential != null) {
            credentials.remove(credential);
        }
    }

    /// More failures never shorten a cooldown.
    private static @Nullable Cooling longer(
            @Nullable Cooling earlier, UpstreamFailure failure, Instant now) {
        int row = earlier == null ? 1 : earlier.row + 1;
        Instant until = now.plus(CooldownRule.after(failure.kind(), failure.retryAfter(), row));
        if (!until.isAfter(now)) {
            return earlier;
        }
        return earlier != null && earlier.until.isAfter(until)
                ? new Cooling(earlier.until, earlier.reason, row)
                : new Cooling(until, failure.message(), row);
    }

    private record Cooling(Instant until, String reason, int row) {}
}
