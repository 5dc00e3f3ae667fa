package io.spidergate.router.health;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.router.health.HealthTracker.AccountRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everybody's health at one instant. Immutable.
public final class HealthReport {

    /// How long trouble is remembered after its cooldown: a deployment that failed lately is used
    /// after one that did not.
    static final Duration MEMORY = Duration.ofHours(1);

    public static final HealthReport ALL_WELL = new HealthReport(Map.of(), Map.of(), Instant.EPOCH);

    private final Map<DeploymentId, Trouble> deployments;
    private final Map<AccountRef, Trouble> accounts;
    private final Instant at;

    HealthReport(
            Map<DeploymentId, Trouble> deployments, Map<AccountRef, Trouble> accounts, Instant at) {
        this.deployments = Map.copyOf(deployments);
        this.accounts = Map.copyOf(accounts);
        this.at = at;
    }

    /// @param counted its quota is counted in a pool, which cools for want of quota by itself
    public DeploymentHealth of(
            DeploymentId deployment, String provider, String account, boolean counted) {
        Trouble own = deployments.get(deployment);
        Trouble worst =
                later(
                        own != null && counted && own.isForWantOfQuota() ? null : own,
                        accounts.get(new AccountRef(provider, account)));
        if (worst == null) {
            return DeploymentHealth.HEALTHY;
        }
        return openAgainAt(worst).isAfter(at)
                ? DeploymentHealth.cooling(worst.coolingUntil(), worst.reason(), worst.prober())
                : new DeploymentHealth(DeploymentHealth.State.DEGRADED, null, worst.reason(), null);
    }

    /// Deployments and accounts that cool.
    public int cooling() {
        return (int) troubles().filter(trouble -> trouble.coolingUntil().isAfter(at)).count();
    }

    /// When this report stops being true by the mere passing of time.
    public Instant validUntil() {
        return troubles()
                .map(trouble ->
                        openAgainAt(trouble).isAfter(at)
                                ? openAgainAt(trouble)
                                : trouble.coolingUntil().plus(MEMORY))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /// For whoever does not try first.
    private static Instant openAgainAt(Trouble trouble) {
        return trouble.prober() == null
                ? trouble.coolingUntil()
                : trouble.coolingUntil().plus(DeploymentHealth.PROBE_PATIENCE);
    }

    private Stream<Trouble> troubles() {
        return Stream.concat(deployments.values().stream(), accounts.values().stream());
    }

    private static @Nullable Trouble later(@Nullable Trouble a, @Nullable Trouble b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.coolingUntil().isAfter(b.coolingUntil()) ? a : b;
    }
}
