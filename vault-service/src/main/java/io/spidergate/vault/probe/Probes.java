package io.spidergate.vault.probe;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.DiscoveredLimit;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.contracts.vault.RosterEntry;
import io.spidergate.vault.audit.AuditFact;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.credential.CredentialSecrets;
import io.spidergate.vault.credential.Credentials;
import io.spidergate.vault.credential.Entered;
import io.spidergate.vault.credential.StoredCredential;
import io.spidergate.vault.credential.Usable;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.provider.RouterProviders;
import io.spidergate.vault.provider.RouterProviders.Address;
import io.spidergate.vault.usage.UsageRead;
import io.spidergate.vault.usage.UsageReads;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tests credentials and providers by a real call; each test is audited.
@Singleton
public final class Probes {

    private static final String USAGE_TOLD = "The provider tells what the account has used.";

    private final Credentials credentials;
    private final CredentialSecrets secrets;
    private final RouterProviders providers;
    private final UsageReads usage;
    private final UpstreamCall upstream;
    private final AuditTrail audit;
    private final MeterRegistry meters;

    Probes(
            Credentials credentials,
            CredentialSecrets secrets,
            RouterProviders providers,
            UsageReads usage,
            UpstreamCall upstream,
            AuditTrail audit,
            MeterRegistry meters) {
        this.credentials = credentials;
        this.secrets = secrets;
        this.providers = providers;
        this.usage = usage;
        this.upstream = upstream;
        this.audit = audit;
        this.meters = meters;
    }

    /// Whether a credential can be used, proved also where the provider lists its models to
    /// anybody.
    public Probed credential(CredentialId id, String actor) throws InterruptedException {
        return credential(id, true, actor);
    }

    /// What the provider lists to it.
    public Probed roster(CredentialId id, String actor) throws InterruptedException {
        return credential(id, false, actor);
    }

    private Probed credential(CredentialId id, boolean proved, String actor)
            throws InterruptedException {
        List<StoredCredential> found =
                QuarkusTransaction.requiringNew().call(() -> credentials.find(List.of(id)));
        if (found.isEmpty()) {
            return new Probed.NoSuchCredential();
        }
        return switch (secrets.of(found.getFirst())) {
            case Usable.Unreadable() -> new Probed.UnreadableCredential();
            case Usable.Absent(String why) -> new Probed.Invalid("reference", why);
            case Usable.Ready(Secret secret) -> {
                try (secret) {
                    CredentialView view = found.getFirst().view();
                    yield view.purpose() == CredentialPurpose.USAGE
                            ? usage(view.provider(), view.usageOf(), id, secret, actor)
                            : probe(view.provider(), id, secret, proved, actor);
                }
            }
        };
    }

    public Probed provider(String provider, String actor) throws InterruptedException {
        return probe(provider, null, null, false, actor);
    }

    /// Of a credential that is not in the vault.
    public Probed entered(@Nullable NewCredential asked, String actor) throws InterruptedException {
        return switch (credentials.check(asked)) {
            case Entered.Invalid(String field, String message) ->
                    new Probed.Invalid(field, message);
            case Entered.Valid valid -> {
                try (var secret = valid.secret()) {
                    yield valid.purpose() == CredentialPurpose.USAGE
                            ? usage(valid.provider(), valid.usageOf(), null, secret, actor)
                            : probe(valid.provider(), null, secret, true, actor);
                }
            }
        };
    }

    /// One that no request is sent with is tested by what it is for.
    private Probed usage(
            String provider,
            List<String> usageOf,
            @Nullable CredentialId id,
            Secret secret,
            String actor)
            throws InterruptedException {
        long start = System.nanoTime();
        UsageRead read = usage.tried(provider, usageOf, secret);
        return switch (read) {
            case UsageRead.NoSuchProvider() -> new Probed.NoSuchProvider(provider);
            case UsageRead.RouterAway() -> new Probed.RouterAway();
            case UsageRead.Invalid(String field, String message) ->
                    new Probed.Invalid(field, message);
            case UsageRead.NoSuchCredential(),
                    UsageRead.NotForUsage(),
                    UsageRead.UnreadableCredential() ->
                    throw new IllegalStateException("of a key that is at hand: " + read);
            case UsageRead.Done _ -> told(provider, id, start, Verdict.WORKS, USAGE_TOLD, actor);
            case UsageRead.NotTold(Verdict verdict, String message) ->
                    told(provider, id, start, verdict, message, actor);
        };
    }

    private Probed told(
            String provider,
            @Nullable CredentialId id,
            long start,
            Verdict verdict,
            String message,
            String actor) {
        int latencyMs = (int) Duration.ofNanos(System.nanoTime() - start).toMillis();
        ProbeResult result = new ProbeResult(verdict, message, latencyMs, List.of(), List.of());
        finish(provider, id, result, actor);
        return new Probed.Done(result, List.of());
    }

    private Probed probe(
            String provider,
            @Nullable CredentialId id,
            @Nullable Secret secret,
            boolean proved,
            String actor)
            throws InterruptedException {
        return switch (providers.of(provider)) {
            case Address.NoSuchProvider() -> new Probed.NoSuchProvider(provider);
            case Address.RouterAway() -> new Probed.RouterAway();
            case Address.Known known -> {
                Probed.Done done = call(known, secret, proved);
                finish(provider, id, done.result(), actor);
                yield done;
            }
        };
    }

    private void finish(
            String provider, @Nullable CredentialId id, ProbeResult result, String actor) {
        String detail = "provider %s: %s".formatted(provider, result.verdict());
        AuditFact fact = new AuditFact(AuditFact.Action.PROBED, id, actor, detail);
        QuarkusTransaction.requiringNew().run(() -> remember(id, result, fact));
        meters.counter("spidergate.vault.probes", "verdict", result.verdict().name()).increment();
    }

    private void remember(@Nullable CredentialId id, ProbeResult result, AuditFact fact) {
        if (id != null) {
            credentials.probed(id, result);
        }
        audit.append(List.of(fact));
    }

    private Probed.Done call(Address.Known provider, @Nullable Secret secret, boolean proved)
            throws InterruptedException {
        long start = System.nanoTime();
        Observation observation = upstream.listModels(provider, secret);
        int latencyMs = (int) Duration.ofNanos(System.nanoTime() - start).toMillis();
        VerdictTable.Meaning listed = VerdictTable.of(observation);
        VerdictTable.Meaning meaning =
                proved && secret != null ? proved(provider, secret, listed) : listed;
        List<RosterEntry> models = models(observation);
        return new Probed.Done(
                new ProbeResult(
                        meaning.verdict(),
                        meaning.message(),
                        latencyMs,
                        firstNames(models),
                        limits(observation)),
                models);
    }

    /// A list that anybody gets says nothing of the key.
    private VerdictTable.Meaning proved(
            Address.Known provider, Secret secret, VerdictTable.Meaning listed)
            throws InterruptedException {
        boolean isListedToAnybody =
                listed.verdict() == Verdict.WORKS
                        && provider.dialect() == Dialect.OPENAI
                        && VerdictTable.of(upstream.listModels(provider, null)).verdict()
                                == Verdict.WORKS;
        return isListedToAnybody
                ? VerdictTable.ofKeyCheck(upstream.emptyChat(provider, secret), listed)
                : listed;
    }

    private static List<String> firstNames(List<RosterEntry> models) {
        return models.stream().map(RosterEntry::id).limit(ProbeResult.MAX_MODELS).toList();
    }

    private static List<DiscoveredLimit> limits(Observation observation) {
        return observation instanceof Observation.Answered answered ? answered.limits() : List.of();
    }

    private static List<RosterEntry> models(Observation observation) {
        return switch (observation) {
            case Observation.Answered answered -> answered.models();
            case Observation.Failed _ -> List.of();
        };
    }
}
