package io.spidergate.contracts.routing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the suite has learnt of a deployment from the outcomes of all gateways.
///
/// @param coolingUntil no attempt before this instant; present only while cooling
/// @param reason the failure class that caused the state, in words for people
public record DeploymentHealth(
        State state, @Nullable Instant coolingUntil, @Nullable String reason) {

    public static final DeploymentHealth HEALTHY = new DeploymentHealth(State.HEALTHY, null, null);

    public enum State {
        HEALTHY,
        /// Fails now and then: used, but after healthy ones.
        DEGRADED,
        /// Left alone until `coolingUntil`.
        COOLING
    }

    public static DeploymentHealth cooling(Instant until, String reason) {
        return new DeploymentHealth(State.COOLING, until, reason);
    }

    public boolean isCoolingAt(Instant now) {
        return coolingUntil != null && now.isBefore(coolingUntil);
    }
}
