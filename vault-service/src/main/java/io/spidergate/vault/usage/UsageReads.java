package io.spidergate.vault.usage;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.UsageReporting;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.ProviderUsage;
import io.spidergate.vault.audit.AuditFact;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.credential.CredentialSecrets;
import io.spidergate.vault.credential.Credentials;
import io.spidergate.vault.credential.StoredCredential;
import io.spidergate.vault.credential.Usable;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.provider.RouterProviders;
import io.spidergate.vault.provider.RouterProviders.Address;
import io.spidergate.vault.usage.UsageCall.Told;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Asks providers what accounts have used; each time is audited.
@Singleton
public final class UsageReads {

    private final Credentials credentials;
    private final CredentialSecrets secrets;
    private final RouterProviders providers;
    private final UsageCall upstream;
    private final AuditTrail audit;
    private final MeterRegistry meters;
    private final Clock clock;

    UsageReads(
            Credentials credentials,
            CredentialSecrets secrets,
            RouterProviders providers,
            UsageCall upstream,
            AuditTrail audit,
            MeterRegistry meters,
            Clock clock) {
        this.credentials = credentials;
        this.secrets = secrets;
        this.providers = providers;
        this.upstream = upstream;
        this.audit = audit;
        this.meters = meters;
        this.clock = clock;
    }

    /// @param from the first UTC day, and `until` the one after the last
    public UsageRead read(
            CredentialId id, @Nullable String from, @Nullable String until, String actor)
            throws InterruptedException {
        List<StoredCredential> found =
                QuarkusTransaction.requiringNew().call(() -> credentials.find(List.of(id)));
        if (found.isEmpty()) {
            return new UsageRead.NoSuchCredential();
        }
        if (found.getFirst().view().purpose() != CredentialPurpose.USAGE) {
            return new UsageRead.NotForUsage();
        }
        return switch (UsageRange.of(from, until, today())) {
            case UsageRange.Invalid(String field, String message) ->
                    new UsageRead.Invalid(field, message);
            case UsageRange.Days days -> {
                UsageRead read = opened(found.getFirst(), days);
                remember(found.getFirst().view(), read, actor);
                yield read;
            }
        };
    }

    private UsageRead opened(StoredCredential credential, UsageRange.Days days)
            throws InterruptedException {
        CredentialView view = credential.view();
        return switch (secrets.of(credential)) {
            case Usable.Unreadable() -> new UsageRead.UnreadableCredential();
            case Usable.Absent(String why) -> new UsageRead.Invalid("reference", why);
            case Usable.Ready(Secret secret) -> {
                try (secret) {
                    yield ask(view.provider(), view.account(), view.usageOf(), secret, days);
                }
            }
        };
    }

    /// Of yesterday, to see whether a key does.
    public UsageRead tried(String provider, List<String> usageOf, Secret secret)
            throws InterruptedException {
        LocalDate today = today();
        return ask(
                provider,
                "default",
                usageOf,
                secret,
                new UsageRange.Days(today.minusDays(1), today));
    }

    private UsageRead ask(
            String provider,
            String account,
            List<String> usageOf,
            Secret secret,
            UsageRange.Days days)
            throws InterruptedException {
        return switch (providers.of(provider)) {
            case Address.NoSuchProvider() -> new UsageRead.NoSuchProvider();
            case Address.RouterAway() -> new UsageRead.RouterAway();
            case Address.Known known -> {
                UsageReporting reporting = known.usageReporting();
                yield reporting == null
                        ? UsageVerdicts.noSuchApi()
                        : read(
                                upstream.ask(
                                        known,
                                        new UsageQuestion(
                                                reporting, days.from(), days.until(), usageOf),
                                        secret),
                                new ProviderUsage(
                                        provider, account, told(reporting, days), List.of()));
            }
        };
    }

    private static UsageRead read(Told told, ProviderUsage nothing) {
        return switch (told) {
            case Told.Not(UsageRead.NotTold why) -> why;
            case Told.Lines(List<ProviderUsage.Line> lines) ->
                    new UsageRead.Done(
                            new ProviderUsage(
                                    nothing.provider(), nothing.account(), nothing.until(), lines));
        };
    }

    /// OpenRouter tells of a day when it is over.
    private LocalDate told(UsageReporting reporting, UsageRange.Days days) {
        LocalDate today = today();
        return reporting == UsageReporting.OPENROUTER && days.until().isAfter(today)
                ? today
                : days.until();
    }

    private void remember(CredentialView credential, UsageRead read, String actor) {
        String outcome = outcome(read);
        meters.counter("spidergate.vault.usage.reads", "outcome", outcome).increment();
        AuditFact fact =
                new AuditFact(
                        AuditFact.Action.USAGE_READ,
                        credential.id(),
                        actor,
                        "provider %s: %s".formatted(credential.provider(), outcome));
        QuarkusTransaction.requiringNew().run(() -> audit.append(List.of(fact)));
    }

    private static String outcome(UsageRead read) {
        return switch (read) {
            case UsageRead.Done _ -> "told";
            case UsageRead.NotTold not -> not.verdict().name().toLowerCase(Locale.ROOT);
            case UsageRead.NoSuchCredential _ -> "no_such_credential";
            case UsageRead.NotForUsage _ -> "not_for_usage";
            case UsageRead.UnreadableCredential _ -> "unreadable";
            case UsageRead.Invalid _ -> "invalid";
            case UsageRead.NoSuchProvider _ -> "no_such_provider";
            case UsageRead.RouterAway _ -> "router_away";
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
