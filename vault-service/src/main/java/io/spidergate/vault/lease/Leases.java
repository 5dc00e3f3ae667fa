package io.spidergate.vault.lease;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.LeaseRequest;
import io.spidergate.contracts.vault.LeaseResponse;
import io.spidergate.contracts.vault.LeaseResponse.Lease;
import io.spidergate.contracts.vault.LeaseResponse.Refusal;
import io.spidergate.contracts.vault.SignInView;
import io.spidergate.vault.FreshIds;
import io.spidergate.vault.audit.AuditFact;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.credential.CredentialSecrets;
import io.spidergate.vault.credential.Credentials;
import io.spidergate.vault.credential.StoredCredential;
import io.spidergate.vault.credential.Usable;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.Recipient;
import io.spidergate.vault.envelope.Secret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Releases credentials to gateways. Law: no answer leaves before the audit entries of all that it
/// releases and refuses are committed.
@Singleton
public final class Leases {

    /// A token that ends sooner would end while it is used.
    private static final Duration TOO_SHORT = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(Leases.class);

    private final Credentials credentials;
    private final CredentialSecrets secrets;
    private final AuditTrail audit;
    private final FreshIds ids;
    private final Clock clock;
    private final Duration lifetime;
    private final MeterRegistry meters;

    Leases(
            Credentials credentials,
            CredentialSecrets secrets,
            AuditTrail audit,
            FreshIds ids,
            Clock clock,
            LeaseConfig config,
            MeterRegistry meters) {
        this.credentials = credentials;
        this.secrets = secrets;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.lifetime = config.lifetime();
        this.meters = meters;
    }

    public Leased lease(@Nullable LeaseRequest asked) {
        return switch (LeaseRules.check(asked)) {
            case LeaseRules.Checked.Invalid(String field, String message) ->
                    new Leased.Invalid(field, message);
            case LeaseRules.Checked.Valid(LeaseRequest request, Recipient recipient) -> {
                Map<CredentialId, Usable> elsewhere = secrets.elsewhere(request.credentials());
                List<Outcome> outcomes =
                        QuarkusTransaction.requiringNew()
                                .call(() -> release(request, recipient, elsewhere));
                elsewhere.values().forEach(Usable::close);
                outcomes.forEach(this::count);
                yield new Leased.Answered(response(outcomes));
            }
        };
    }

    /// @param elsewhere what was read before, so that no transaction waits for another service
    private List<Outcome> release(
            LeaseRequest request, Recipient recipient, Map<CredentialId, Usable> elsewhere) {
        Set<CredentialId> wanted = new LinkedHashSet<>(request.credentials());
        Map<CredentialId, StoredCredential> held =
                credentials.find(wanted).stream()
                        .collect(Collectors.toMap(c -> c.view().id(), Function.identity()));
        Instant expiresAt = clock.instant().plus(lifetime);
        List<Outcome> outcomes =
                wanted.stream()
                        .map(id ->
                                decide(
                                        id,
                                        held.get(id),
                                        elsewhere.get(id),
                                        request,
                                        recipient,
                                        expiresAt))
                        .toList();
        String actor = ServiceName.GATEWAY + "/" + request.gatewayId();
        audit.append(outcomes.stream().map(outcome -> outcome.fact(actor)).toList());
        return outcomes;
    }

    private Outcome decide(
            CredentialId id,
            @Nullable StoredCredential held,
            @Nullable Usable elsewhere,
            LeaseRequest request,
            Recipient recipient,
            Instant expiresAt) {
        if (held == null) {
            return new Outcome.Refused(new Refusal(id, "unknown"));
        }
        if (!held.view().enabled()) {
            return new Outcome.Refused(new Refusal(id, "disabled"));
        }
        if (held.view().purpose() != CredentialPurpose.REQUESTS) {
            return new Outcome.Refused(new Refusal(id, "not_for_requests"));
        }
        SignInView signIn = held.view().signIn();
        if (signIn != null && signIn.ended() != null) {
            return new Outcome.Refused(new Refusal(id, "signed_out"));
        }
        if (signIn != null && !clock.instant().isBefore(signIn.expiresAt().minus(TOO_SHORT))) {
            return new Outcome.Refused(new Refusal(id, "expired"));
        }
        Usable usable = elsewhere == null ? here(held) : elsewhere;
        return switch (usable) {
            case Usable.Unreadable() -> new Outcome.Refused(new Refusal(id, "unreadable"));
            case Usable.Absent(String why) -> {
                LOG.warnf("credential %s is not to be had: %s", id, why);
                yield new Outcome.Refused(new Refusal(id, "absent"));
            }
            case Usable.Ready(Secret secret) -> {
                try (secret) {
                    yield released(held, secret, request.gatewayId(), recipient, expiresAt);
                }
            }
        };
    }

    private Usable here(StoredCredential held) {
        if (held.view().reference() != null) {
            return new Usable.Absent("it was entered a moment ago");
        }
        return switch (secrets.open(held)) {
            case Opening.Opened(Secret secret) -> new Usable.Ready(secret);
            case Opening.Unreadable() -> new Usable.Unreadable();
        };
    }

    private Outcome released(
            StoredCredential held,
            Secret secret,
            String gatewayId,
            Recipient recipient,
            Instant expiresAt) {
        SignInView signIn = held.view().signIn();
        Instant ends =
                signIn != null && signIn.expiresAt().isBefore(expiresAt)
                        ? signIn.expiresAt()
                        : expiresAt;
        String leaseId = ids.next("lease_");
        CredentialId id = held.view().id();
        String context = Lease.contextInfo(leaseId, id, held.version(), gatewayId);
        return new Outcome.Released(
                new Lease(leaseId, id, held.version(), ends, recipient.seal(secret, context)));
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Released _ ->
                    meters.counter("spidergate.vault.leases.released").increment();
            case Outcome.Refused(Refusal refusal) ->
                    meters.counter("spidergate.vault.leases.refused", "reason", refusal.reason())
                            .increment();
        }
    }

    private static LeaseResponse response(List<Outcome> outcomes) {
        return new LeaseResponse(
                outcomes.stream()
                        .filter(Outcome.Released.class::isInstance)
                        .map(outcome -> ((Outcome.Released) outcome).lease())
                        .toList(),
                outcomes.stream()
                        .filter(Outcome.Refused.class::isInstance)
                        .map(outcome -> ((Outcome.Refused) outcome).refusal())
                        .toList());
    }

    /// What became of one credential that was asked for.
    private sealed interface Outcome {

        AuditFact fact(String actor);

        record Released(Lease lease) implements Outcome {
            @Override
            public AuditFact fact(String actor) {
                return new AuditFact(
                        AuditFact.Action.RELEASED,
                        lease.credential(),
                        actor,
                        "%s until %s".formatted(lease.leaseId(), lease.expiresAt()));
            }
        }

        record Refused(Refusal refusal) implements Outcome {
            @Override
            public AuditFact fact(String actor) {
                return new AuditFact(
                        AuditFact.Action.REFUSED, refusal.credential(), actor, refusal.reason());
            }
        }
    }
}
