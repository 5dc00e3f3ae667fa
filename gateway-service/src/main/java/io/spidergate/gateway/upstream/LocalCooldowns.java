package io.spidergate.gateway.upstream;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.LackingCapability;
import io.spidergate.routing.Cooldowns;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What this gateway has just learnt itself: it avoids a failing deployment at once, without
/// waiting for the router to tell all gateways. Safe for use by all event loops.
public final class LocalCooldowns implements Cooldowns {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    /// A try that has not ended after so long stands in nobody's way.
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(30);

    private final ConcurrentHashMap<DeploymentId, Cooling> deployments = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<CredentialId, Cooling> credentials = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<DeploymentId, Instant> probes = new ConcurrentHashMap<>();
    private final LocalRefusals refusals;
    private final String gateway;

    /// @param gateway the name of this one
    public LocalCooldowns(String gateway) {
        this.gateway = gateway;
        this.refusals = new LocalRefusals(gateway);
    }

    @Override
    public String gateway() {
        return gateway;
    }

    @Override
    public @Nullable CoolingDeployment cooling(DeploymentId deployment, Instant now) {
        // Asked for each deployment of each plan, and most of the time all is well.
        if (deployments.isEmpty() && probes.isEmpty()) {
            return null;
        }
        Cooling cooling = deployments.get(deployment);
        if (cooling != null && now.isBefore(cooling.until)) {
            return new CoolingDeployment(cooling.until, cooling.reason, cooling.since);
        }
        Instant probe = probes.get(deployment);
        return probe == null || !now.isBefore(probe.plus(LONGEST_PROBE))
                ? null
                : new CoolingDeployment(
                        now.plus(ONE_SECOND), "one request tries whether it is back", now);
    }

    @Override
    public @Nullable LackingCapability refusing(
            DeploymentId deployment, Set<Capability> uses, Instant now) {
        return refusals.refusing(deployment, uses, now);
    }

    /// What deployments have refused to this gateway.
    public LocalRefusals refusals() {
        return refusals;
    }

    /// Whether an attempt may begin: after a cooldown one tries for all. Whoever has begun ends by
    /// `failed`, `succeeded` or `ended`.
    ///
    /// @param health as the router tells it
    public boolean begins(DeploymentId deployment, DeploymentHealth health, Instant now) {
        boolean isTroubled =
                deployments.containsKey(deployment)
                        || health.state() == DeploymentHealth.State.COOLING;
        if (!isTroubled) {
            return true;
        }
        AtomicBoolean first = new AtomicBoolean();
        probes.compute(
                deployment,
                (id, running) -> {
                    first.set(running == null || !now.isBefore(running.plus(LONGEST_PROBE)));
                    return first.get() ? now : running;
                });
        return first.get();
    }

    /// Nothing was learnt.
    public void ended(DeploymentId deployment) {
        probes.remove(deployment);
    }

    /// @param health of the deployment at which it would be used
    public boolean isCooling(CredentialId credential, DeploymentHealth health, Instant now) {
        Cooling cooling = credentials.get(credential);
        return cooling != null && now.isBefore(cooling.until) && health.counts(cooling.since);
    }

    /// @param credential what the attempt used, where it used one
    public void failed(
            DeploymentId deployment,
            @Nullable CredentialId credential,
            UpstreamFailure failure,
            Instant now) {
        probes.remove(deployment);
        if (credential != null && CooldownRule.isAboutCredential(failure.kind())) {
            credentials.compute(credential, (id, earlier) -> longer(earlier, failure, now));
        } else {
            deployments.compute(deployment, (id, earlier) -> longer(earlier, failure, now));
        }
    }

    public void succeeded(DeploymentId deployment, @Nullable CredentialId credential) {
        deployments.remove(deployment);
        probes.remove(deployment);
        if (credential != null) {
            credentials.remove(credential);
        }
    }

    /// More failures never shorten a cooldown.
    private static @Nullable Cooling longer(
            @Nullable Cooling earlier, UpstreamFailure failure, Instant now) {
        // What was under way when it failed teaches nothing new.
        boolean inFlight = earlier != null && now.isBefore(earlier.until);
        int row = earlier == null ? 1 : earlier.row + (inFlight ? 0 : 1);
        Instant until = now.plus(CooldownRule.after(failure.kind(), failure.retryAfter(), row));
        if (!until.isAfter(now)) {
            return earlier;
        }
        return earlier != null && earlier.until.isAfter(until)
                ? new Cooling(earlier.until, earlier.reason, row, now)
                : new Cooling(until, failure.message(), row, now);
    }

    /// @param since the last failure
    private record Cooling(Instant until, String reason, int row, Instant since) {}
}
