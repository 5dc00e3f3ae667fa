package io.spidergate.router.health;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.router.capability.CapabilityReport;
import io.spidergate.router.health.CooldownScope.OfCredential;
import io.spidergate.router.health.CooldownScope.OfCredentialThere;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has been learnt of what is in trouble at one instant; what is not in it is healthy.
/// Immutable.
public final class HealthReport {

    /// How long trouble is remembered after its cooldown: a deployment that failed lately is used
    /// after one that did not.
    static final Duration MEMORY = Duration.ofHours(1);

    /// The longest hint, and the time for which it is remembered.
    static final Duration LONGEST_REPLAY = Duration.ofDays(2);

    public static final HealthReport ALL_WELL =
            new HealthReport(Map.of(), Map.of(), Resets.NONE, Instant.EPOCH);

    private final CapabilityReport capabilities;

    private final Map<CooldownScope, Trouble> troubles;
    private final Map<DeploymentId, Pace> paces;
    private final Resets resets;
    private final Instant at;

    HealthReport(
            Map<CooldownScope, Trouble> troubles,
            Map<DeploymentId, Pace> paces,
            Resets resets,
            Instant at) {
        this(troubles, paces, resets, at, CapabilityReport.NOTHING);
    }

    private HealthReport(
            Map<CooldownScope, Trouble> troubles,
            Map<DeploymentId, Pace> paces,
            Resets resets,
            Instant at,
            CapabilityReport capabilities) {
        this.capabilities = capabilities;
        this.troubles = Map.copyOf(troubles);
        this.paces = Map.copyOf(paces);
        this.resets = resets;
        this.at = at;
    }

    /// The same, with what deployments can and cannot do.
    HealthReport with(CapabilityReport measured) {
        return new HealthReport(troubles, paces, resets, at, measured);
    }

    public CapabilityReport capabilities() {
        return capabilities;
    }

    /// A deployment as its health concerns.
    ///
    /// @param credentials enabled ones
    /// @param counted its quota is counted in a pool, which cools for want of quota by itself
    public record Subject(
            DeploymentId id,
            String provider,
            String account,
            String model,
            List<CredentialId> credentials,
            boolean counted) {

        public Subject {
            credentials = List.copyOf(credentials);
        }
    }

    public DeploymentHealth of(Subject subject) {
        List<CooldownScope> scopes =
                CooldownScope.around(
                        subject.id(), subject.provider(), subject.account(), subject.model());
        Trouble worst = worst(scopes, subject.counted());
        List<CredentialId> cooling =
                subject.credentials().stream().filter(it -> isCooling(it, subject.id())).toList();
        boolean keyless = !cooling.isEmpty() && cooling.size() == subject.credentials().size();
        Pace pace = paces.getOrDefault(subject.id(), Pace.UNKNOWN);
        return health(keyless ? later(worst, soonest(subject)) : worst, pace)
                .besides(lastReset(scopes, subject), pace.told(), cooling)
                .lacking(
                        capabilities.lacking(
                                subject.provider(), subject.account(), subject.model()));
    }

    private @Nullable Trouble worst(List<CooldownScope> scopes, boolean counted) {
        Trouble worst = null;
        for (CooldownScope scope : scopes) {
            Trouble trouble = troubles.get(scope);
            boolean pooled =
                    trouble != null
                            && counted
                            && scope instanceof CooldownScope.OfDeployment
                            && trouble.isForWantOfQuota();
            worst = later(worst, pooled ? null : trouble);
        }
        return worst;
    }

    private boolean isCooling(CredentialId credential, DeploymentId deployment) {
        return ofCredential(credential, deployment)
                .anyMatch(trouble -> trouble.coolingUntil().isAfter(at));
    }

    private Stream<Trouble> ofCredential(CredentialId credential, DeploymentId deployment) {
        return Stream.of(
                        new OfCredential(credential), new OfCredentialThere(credential, deployment))
                .map(troubles::get)
                .filter(Objects::nonNull);
    }

    /// Of several dead keys the one that is tried again first.
    private @Nullable Trouble soonest(Subject subject) {
        return subject.credentials().stream()
                .map(it ->
                        ofCredential(it, subject.id())
                                .max(Comparator.comparing(Trouble::coolingUntil)))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Trouble::coolingUntil))
                .orElse(null);
    }

    private @Nullable Instant lastReset(List<CooldownScope> scopes, Subject subject) {
        Stream<CooldownScope> credentials =
                subject.credentials().stream()
                        .flatMap(it ->
                                Stream.of(
                                        new OfCredential(it),
                                        new OfCredentialThere(it, subject.id())));
        Stream<@Nullable Instant> all =
                Stream.concat(
                        Stream.concat(scopes.stream(), credentials).map(resets::of),
                        Stream.of(subject)
                                .map(it -> capabilities.resetOf(it.provider(), it.model())));
        return all.filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
    }

    private DeploymentHealth health(@Nullable Trouble worst, Pace pace) {
        if (worst == null) {
            return pace.failsOften()
                    ? DeploymentHealth.degraded("fails often")
                    : DeploymentHealth.HEALTHY;
        }
        return openAgainAt(worst).isAfter(at)
                ? DeploymentHealth.cooling(worst.coolingUntil(), worst.reason(), worst.prober())
                : DeploymentHealth.degraded(worst.reason());
    }

    /// All that cools or has done so lately, what cools longest first.
    public List<Map.Entry<CooldownScope, Trouble>> troubles() {
        return troubles.entrySet().stream()
                .sorted(
                        Map.Entry.comparingByValue(
                                Comparator.comparing(Trouble::coolingUntil).reversed()))
                .toList();
    }

    /// How much is left alone now.
    public int cooling() {
        return (int)
                troubles.values().stream()
                        .filter(trouble -> trouble.coolingUntil().isAfter(at))
                        .count();
    }

    /// When this report stops being true by the mere passing of time.
    public Instant validUntil() {
        return troubles.entrySet().stream()
                .map(it -> changesAt(it.getKey(), it.getValue()))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private Instant changesAt(CooldownScope scope, Trouble trouble) {
        boolean key = scope instanceof OfCredential || scope instanceof OfCredentialThere;
        // Nobody tries first with a key: it is back as soon as its cooldown is over.
        Instant back =
                key && trouble.coolingUntil().isAfter(at)
                        ? trouble.coolingUntil()
                        : openAgainAt(trouble);
        return back.isAfter(at) ? back : trouble.coolingUntil().plus(MEMORY);
    }

    /// For whoever does not try first.
    private static Instant openAgainAt(Trouble trouble) {
        return trouble.prober() == null
                ? trouble.coolingUntil()
                : trouble.coolingUntil().plus(DeploymentHealth.PROBE_PATIENCE);
    }

    private static @Nullable Trouble later(@Nullable Trouble a, @Nullable Trouble b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.coolingUntil().isAfter(b.coolingUntil()) ? a : b;
    }
}
