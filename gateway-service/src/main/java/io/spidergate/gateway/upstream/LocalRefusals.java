package io.spidergate.gateway.upstream;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.LackingCapability;
import io.spidergate.routing.CapabilityFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What deployments have refused to do for this gateway, so that it asks none twice before the
/// router has told all gateways. Safe for use by all event loops.
public final class LocalRefusals {

    /// The router has told long before; while it is away each gateway asks again so often.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /// A try that has not ended after so long stands in nobody's way.
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(30);

    private record Key(DeploymentId deployment, Capability capability) {}

    /// At most one for each capability of each deployment.
    private final ConcurrentHashMap<Key, CapabilityFinding> findings = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<Key, Instant> probes = new ConcurrentHashMap<>();

    /// How many are refused: asked for each deployment of each plan, and most of the time none is.
    private final AtomicInteger refused = new AtomicInteger();

    private final String gateway;

    LocalRefusals(String gateway) {
        this.gateway = gateway;
    }

    @Nullable LackingCapability refusing(
            DeploymentId deployment, Set<Capability> uses, Instant now) {
        if (refused.get() == 0 && probes.isEmpty()) {
            return null;
        }
        for (Capability capability : uses) {
            Key key = new Key(deployment, capability);
            CapabilityFinding finding = findings.get(key);
            if (finding != null && finding.isRefused() && now.isBefore(until(finding))) {
                return new LackingCapability(
                        capability, finding.heardAt(), until(finding), gateway);
            }
            Instant probe = probes.get(key);
            if (probe != null && now.isBefore(probe.plus(LONGEST_PROBE))) {
                return new LackingCapability(capability, now, now.plusSeconds(1), gateway);
            }
        }
        return null;
    }

    private static Instant until(CapabilityFinding finding) {
        Instant longest = finding.heardAt().plus(LONGEST);
        return finding.until().isBefore(longest) ? finding.until() : longest;
    }

    /// Whether an attempt may begin: what was refused is tried by one request for all. Whoever has
    /// begun ends by `refused`, `served` or `ended`.
    ///
    /// @param health as the router tells it
    public boolean begins(
            DeploymentId deployment, Set<Capability> uses, DeploymentHealth health, Instant now) {
        if (refused.get() == 0 && health.lacking().isEmpty()) {
            return true;
        }
        EnumSet<Capability> begun = EnumSet.noneOf(Capability.class);
        for (Capability capability : uses) {
            Key key = new Key(deployment, capability);
            if (isTroubled(key, health) && !probes(key, now)) {
                ended(deployment, begun);
                return false;
            }
            begun.add(capability);
        }
        return true;
    }

    private boolean isTroubled(Key key, DeploymentHealth health) {
        CapabilityFinding finding = findings.get(key);
        return (finding != null && finding.isRefused())
                || health.lacking().stream().anyMatch(it -> it.capability() == key.capability);
    }

    private boolean probes(Key key, Instant now) {
        AtomicBoolean first = new AtomicBoolean();
        probes.compute(
                key,
                (id, running) -> {
                    first.set(running == null || !now.isBefore(running.plus(LONGEST_PROBE)));
                    return first.get() ? now : running;
                });
        return first.get();
    }

    /// Nothing was learnt.
    public void ended(DeploymentId deployment, Set<Capability> uses) {
        if (!probes.isEmpty()) {
            uses.forEach(capability -> probes.remove(new Key(deployment, capability)));
        }
    }

    public void refused(DeploymentId deployment, Capability capability, Instant now) {
        change(
                new Key(deployment, capability),
                before -> CapabilityFinding.refused(before, now, gateway));
    }

    public void served(DeploymentId deployment, Set<Capability> uses, Instant now) {
        for (Capability capability : uses) {
            Key key = new Key(deployment, capability);
            CapabilityFinding known = findings.get(key);
            // Of most requests what they show is known.
            if (known == null || known.word() != CapabilityFinding.Word.PROVEN) {
                change(key, before -> CapabilityFinding.served(before, now));
            }
        }
    }

    private void change(Key key, Function<@Nullable CapabilityFinding, CapabilityFinding> step) {
        findings.compute(
                key,
                (id, before) -> {
                    CapabilityFinding after = step.apply(before);
                    boolean was = before != null && before.isRefused();
                    refused.addAndGet((after.isRefused() ? 1 : 0) - (was ? 1 : 0));
                    return after;
                });
    }
}
