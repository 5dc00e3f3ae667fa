package io.spidergate.vault.probe;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.contracts.vault.RosterEntry;
import io.spidergate.vault.audit.AuditFact;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.credential.Credentials;
import io.spidergate.vault.credential.StoredCredential;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.probe.RouterProviders.Address;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tests credentials and providers by a real call; each test is audited.
@Singleton
public final class Probes {

    private final Credentials credentials;
    private final RouterProviders providers;
    private final UpstreamCall upstream;
    private final AuditTrail audit;
    private final MeterRegistry meters;

    Probes(
            Credentials credentials,
            RouterProviders providers,
            UpstreamCall upstream,
            AuditTrail audit,
            MeterRegistry meters) {
        this.credentials = credentials;
        this.providers = providers;
        this.upstream = upstream;
        this.audit = audit;
        this.meters = meters;
    }

    public Probed credential(CredentialId id, String actor) throws InterruptedException {
        List<StoredCredential> found =
                QuarkusTransaction.requiringNew().call(() -> credentials.find(List.of(id)));
        if (found.isEmpty()) {
            return new Probed.NoSuchCredential();
        }
        return switch (credentials.open(found.getFirst())) {
            case Opening.Unreadable() -> new Probed.UnreadableCredential();
            case Opening.Opened(Secret secret) -> {
                try (secret) {
                    yield probe(found.getFirst().view().provider(), id, secret, actor);
                }
            }
        };
    }

    public Probed provider(String provider, String actor) throws InterruptedException {
        return probe(provider, null, null, actor);
    }

    private Probed probe(
            String provider, @Nullable CredentialId id, @Nullable Secret secret, String actor)
            throws InterruptedException {
        return switch (providers.of(provider)) {
            case Address.NoSuchProvider() -> new Probed.NoSuchProvider(provider);
            case Address.RouterAway() -> new Probed.RouterAway();
            case Address.Known known -> {
                Probed.Done done = call(known, secret);
                ProbeResult result = done.result();
                String detail = "provider %s: %s".formatted(provider, result.verdict());
                AuditFact fact = new AuditFact(AuditFact.Action.PROBED, id, actor, detail);
                QuarkusTransaction.requiringNew().run(() -> audit.append(List.of(fact)));
                meters.counter("spidergate.vault.probes", "verdict", result.verdict().name())
                        .increment();
                yield done;
            }
        };
    }

    private Probed.Done call(Address.Known provider, @Nullable Secret secret)
            throws InterruptedException {
        long start = System.nanoTime();
        Observation observation = upstream.listModels(provider, secret);
        int latencyMs = (int) Duration.ofNanos(System.nanoTime() - start).toMillis();
        VerdictTable.Meaning meaning = VerdictTable.of(observation);
        List<RosterEntry> models = models(observation);
        return new Probed.Done(
                new ProbeResult(
                        meaning.verdict(), meaning.message(), latencyMs, firstNames(models)),
                models);
    }

    private static List<String> firstNames(List<RosterEntry> models) {
        return models.stream().map(RosterEntry::id).limit(ProbeResult.MAX_MODELS).toList();
    }

    private static List<RosterEntry> models(Observation observation) {
        return switch (observation) {
            case Observation.Answered answered -> answered.models();
            case Observation.Failed _ -> List.of();
        };
    }
}
