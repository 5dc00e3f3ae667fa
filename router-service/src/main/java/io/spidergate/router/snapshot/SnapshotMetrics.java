package io.spidergate.router.snapshot;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.router.capability.CapabilityDesk;
import io.spidergate.routing.CapabilityFinding.Word;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// What operators watch: which snapshot is out, and how its deployments are.
@Singleton
final class SnapshotMetrics {

    /// What providers are known to refuse in words that are understood.
    private static final List<Capability> MEASURED =
            List.of(
                    Capability.FUNCTION_CALLING,
                    Capability.VISION,
                    Capability.JSON_OBJECT,
                    Capability.JSON_SCHEMA,
                    Capability.REASONING,
                    Capability.ASSISTANT_PREFILL);

    private final SnapshotPublisher publisher;
    private final CapabilityDesk desk;
    private final Clock clock;
    private final MeterRegistry registry;

    SnapshotMetrics(
            SnapshotPublisher publisher, CapabilityDesk desk, Clock clock, MeterRegistry registry) {
        this.publisher = publisher;
        this.desk = desk;
        this.clock = clock;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("spidergate.routing.snapshot.version", this, SnapshotMetrics::version)
                .description("Version of the newest routing snapshot")
                .register(registry);
        Gauge.builder("spidergate.routing.shares.rolled.back", this, SnapshotMetrics::rolledBack)
                .description("Shares of aliases that have ended by themselves")
                .register(registry);
        for (DeploymentHealth.State state : DeploymentHealth.State.values()) {
            deployments(
                    state.name().toLowerCase(Locale.ROOT),
                    d -> d.isCallable() && d.health().state() == state);
        }
        deployments("not_callable", d -> !d.isCallable());
        for (Capability capability : MEASURED) {
            for (Word word : Word.values()) {
                capabilities(capability, word);
            }
        }
    }

    private void deployments(String state, Predicate<DeploymentRoute> which) {
        Gauge.builder("spidergate.routing.deployments", this, m -> m.count(which))
                .description("Deployments by state; one that cools is left alone until its time")
                .tag("state", state)
                .register(registry);
    }

    private void capabilities(Capability capability, Word word) {
        Gauge.builder(
                        "spidergate.routing.capabilities.measured",
                        this,
                        m -> m.measured(capability, word))
                .description("What requests have shown that deployments can or cannot do")
                .tag("capability", capability.name().toLowerCase(Locale.ROOT))
                .tag("word", word.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private double measured(Capability capability, Word word) {
        return desk.report(clock.instant()).count(capability, word);
    }

    private double version() {
        RoutingSnapshot snapshot = publisher.current();
        return snapshot == null ? 0 : snapshot.version();
    }

    private double rolledBack() {
        RoutingSnapshot snapshot = publisher.current();
        return snapshot == null
                ? 0
                : snapshot.aliases().stream()
                        .flatMap(alias -> alias.shares().stream())
                        .filter(share -> share.rolledBackAt() != null)
                        .count();
    }

    private double count(Predicate<DeploymentRoute> which) {
        RoutingSnapshot snapshot = publisher.current();
        return snapshot == null ? 0 : snapshot.deployments().stream().filter(which).count();
    }
}
