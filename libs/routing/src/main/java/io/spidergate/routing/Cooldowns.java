package io.spidergate.routing;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.LackingCapability;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cooldowns that the asking process knows of and the snapshot perhaps not yet; they add to what
/// the snapshot says and never take from it.
@FunctionalInterface
public interface Cooldowns {

    Cooldowns NONE = (deployment, now) -> null;

    /// The cooldown that holds at `now`, or null. Never blocks.
    @Nullable CoolingDeployment cooling(DeploymentId deployment, Instant now);

    /// The name of the asking gateway; empty for whoever is none.
    default String gateway() {
        return "";
    }

    /// Which of these the deployment has just refused to this gateway; null as a rule. Never
    /// blocks.
    default @Nullable LackingCapability refusing(
            DeploymentId deployment, Set<Capability> uses, Instant now) {
        return null;
    }

    /// @param until no attempt before this instant
    /// @param reason what caused it, for people
    /// @param since when it was learnt
    record CoolingDeployment(Instant until, String reason, Instant since) {}
}
