package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spidergate.contracts.id.CredentialId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the suite has learnt of a deployment from the outcomes of all gateways.
///
/// @param coolingUntil no attempt before this instant, and then by `prober` first; present only
///   while cooling
/// @param reason the failure class that caused the state, in words for people
/// @param resetAt when somebody has ended a cooldown by hand: what gateways have learnt before does
///   not count any more; absent where nobody has
/// @param firstContentMs how long it has lately taken until the first content, in steps that differ
///   by two fifths; absent where nobody has asked lately
/// @param prober the gateway that tries first whether it is over; absent where any may
/// @param coolingCredentials left alone for now, while others of the account are not
/// @param lacking what it has refused to do, though the catalogue says that it can
public record DeploymentHealth(
        State state,
        @Nullable Instant coolingUntil,
        @Nullable String reason,
        @Nullable String prober,
        @Nullable Instant resetAt,
        @Nullable Integer firstContentMs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CredentialId> coolingCredentials,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LackingCapability> lacking) {

    public DeploymentHealth {
        lacking = lacking == null ? List.of() : List.copyOf(lacking);
        coolingCredentials =
                coolingCredentials == null ? List.of() : List.copyOf(coolingCredentials);
    }

    /// So long the others wait for the one that tries first: it may have ended meanwhile, or have
    /// nothing to send.
    public static final Duration PROBE_PATIENCE = Duration.ofSeconds(10);

    public static final DeploymentHealth HEALTHY =
            new DeploymentHealth(State.HEALTHY, null, null, null, null, null, List.of(), List.of());

    public enum State {
        HEALTHY,
        /// Fails now and then: used, but after healthy ones.
        DEGRADED,
        /// Left alone until `coolingUntil`.
        COOLING
    }

    public static DeploymentHealth cooling(Instant until, String reason, @Nullable String prober) {
        return new DeploymentHealth(
                State.COOLING, until, reason, prober, null, null, List.of(), List.of());
    }

    public static DeploymentHealth degraded(String reason) {
        return new DeploymentHealth(
                State.DEGRADED, null, reason, null, null, null, List.of(), List.of());
    }

    /// The same, with what is known besides.
    ///
    /// @param reset when somebody has ended a cooldown by hand
    /// @param toFirstContentMs what has lately been measured
    public DeploymentHealth besides(
            @Nullable Instant reset,
            @Nullable Integer toFirstContentMs,
            List<CredentialId> cooling) {
        return new DeploymentHealth(
                state, coolingUntil, reason, prober, reset, toFirstContentMs, cooling, lacking);
    }

    /// The same, with what it has refused to do.
    public DeploymentHealth lacking(List<LackingCapability> refused) {
        return new DeploymentHealth(
                state,
                coolingUntil,
                reason,
                prober,
                resetAt,
                firstContentMs,
                coolingCredentials,
                refused);
    }

    /// Whether it has refused to do this when it was asked last.
    public boolean hasRefused(Capability capability) {
        return lacking.stream().anyMatch(it -> it.capability() == capability);
    }

    /// The same, with what has lately been measured.
    public DeploymentHealth taking(int toFirstContentMs) {
        return besides(resetAt, toFirstContentMs, coolingCredentials);
    }

    /// Whether what a gateway learnt then still counts.
    public boolean counts(Instant learnt) {
        return resetAt == null || learnt.isAfter(resetAt);
    }

    /// Whether another gateway than this one has the first try at `now`.
    public boolean isTriedByAnother(String gateway, Instant now) {
        return coolingUntil != null
                && prober != null
                && !prober.equals(gateway)
                && now.isBefore(coolingUntil.plus(PROBE_PATIENCE));
    }

    public boolean isCoolingAt(Instant now) {
        return coolingUntil != null && now.isBefore(coolingUntil);
    }
}
