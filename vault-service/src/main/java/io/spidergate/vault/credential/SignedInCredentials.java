package io.spidergate.vault.credential;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.vault.FreshIds;
import io.spidergate.vault.audit.AuditFact;
import io.spidergate.vault.audit.AuditFact.Action;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.envelope.Fingerprints;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.SealedSecret;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.envelope.SecretCipher;
import io.spidergate.vault.notice.NoticeShipper;
import io.spidergate.vault.notice.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Credentials that came by signing in.
///
/// Laws: a grant is renewed by one process of the suite at a time, for whoever uses one that was
/// renewed already ends the sign-in; the new grant is stored before its token goes anywhere.
@Singleton
public final class SignedInCredentials {

    /// After a failure that may pass; far less than a token lives on when its renewal begins.
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final CredentialStore store;
    private final PostgresTokens tokens;
    private final SecretCipher cipher;
    private final Fingerprints fingerprints;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final NoticeShipper shipper;
    private final FreshIds ids;
    private final Clock clock;

    SignedInCredentials(
            CredentialStore store,
            PostgresTokens tokens,
            SecretCipher cipher,
            Fingerprints fingerprints,
            AuditTrail audit,
            Outbox outbox,
            NoticeShipper shipper,
            FreshIds ids,
            Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.cipher = cipher;
        this.fingerprints = fingerprints;
        this.audit = audit;
        this.outbox = outbox;
        this.shipper = shipper;
        this.ids = ids;
        this.clock = clock;
    }

    /// Asks the provider for a new grant.
    @FunctionalInterface
    public interface Renewer {
        Renewal renew(Grant grant) throws InterruptedException;
    }

    /// What came of putting a sign-in in.
    public sealed interface Put {

        record Stored(CredentialView credential) implements Put {}

        /// Somebody else has signed in for the workspace: plans are not pooled.
        record OtherPlan(CredentialView held) implements Put {}
    }

    /// Puts a sign-in in, or in the place of the last one of the same person.
    public Put put(SignedIn signedIn, String actor) {
        Put put = QuarkusTransaction.requiringNew().call(() -> decide(signedIn, actor));
        shipper.wake();
        return put;
    }

    private Put decide(SignedIn signedIn, String actor) {
        byte[] fingerprint = fingerprint(signedIn);
        Optional<CredentialId> other =
                tokens.another(signedIn.workspace(), signedIn.provider(), fingerprint);
        return other.flatMap(store::read)
                .<Put>map(held -> new Put.OtherPlan(held.view()))
                .orElseGet(() -> new Put.Stored(stored(signedIn, fingerprint, actor)));
    }

    private CredentialView stored(SignedIn signedIn, byte[] fingerprint, String actor) {
        StoredCredential fresh = fresh(signedIn);
        if (store.insert(fresh, fingerprint)) {
            tokens.store(fresh, signedIn.times());
            return told(fresh, Action.CREATED, actor);
        }
        CredentialId held =
                store.withFingerprint(signedIn.workspace(), signedIn.provider(), fingerprint)
                        .orElseThrow(() ->
                                new IllegalStateException("removed while it was signed in again"))
                        .view()
                        .id();
        StoredCredential before = store.lock(held).orElseThrow();
        CredentialView view = signedInAgain(before.view(), signedIn);
        StoredCredential after = before.resealed(view, seal(signedIn.grant(), view), now());
        tokens.store(after, signedIn.times());
        return told(after, Action.CHANGED, actor);
    }

    private byte[] fingerprint(SignedIn signedIn) {
        try (Secret subject = Secret.of("subject " + signedIn.subject())) {
            return fingerprints.of(subject, signedIn.workspace(), signedIn.provider());
        }
    }

    private StoredCredential fresh(SignedIn signedIn) {
        Instant now = now();
        CredentialView view =
                new CredentialView(
                        new CredentialId(ids.next("cred_")),
                        signedIn.workspace(),
                        signedIn.provider(),
                        signedIn.account(),
                        signedIn.label(),
                        "signed in",
                        true,
                        signedIn.settings().of(CredentialSettings.DEFAULT),
                        now,
                        null,
                        signedIn.times().view(),
                        null,
                        CredentialPurpose.REQUESTS,
                        List.of());
        return StoredCredential.first(view, seal(signedIn.grant(), view), now);
    }

    private static CredentialView signedInAgain(CredentialView before, SignedIn signedIn) {
        return new CredentialView(
                before.id(),
                before.workspace(),
                before.provider(),
                before.account(),
                before.label(),
                before.preview(),
                true,
                before.settings(),
                before.createdAt(),
                before.probe(),
                signedIn.times().view(),
                null,
                CredentialPurpose.REQUESTS,
                List.of());
    }

    private SealedSecret seal(Grant grant, CredentialView view) {
        try (Secret secret = grant.secret()) {
            return cipher.seal(secret, StoredCredential.binding(view));
        }
    }

    private CredentialView told(StoredCredential stored, Action action, String actor) {
        outbox.append(List.of(stored.notice()));
        CredentialView view = stored.view();
        audit.append(
                List.of(
                        new AuditFact(
                                action,
                                view.id(),
                                actor,
                                "provider %s, signed in".formatted(view.provider()))));
        return view;
    }

    /// Those whose token has to be renewed by now.
    public List<CredentialId> due() {
        return tokens.due(now());
    }

    /// What came of trying to renew one.
    public enum Outcome {
        RENEWED,
        ENDED,
        FAILED,
        /// Somebody else does it or has done it.
        NOT_OURS
    }

    public Outcome renew(CredentialId id, Renewer renewer, String actor) {
        Outcome outcome =
                QuarkusTransaction.requiringNew()
                        .timeout(RENEWAL_SECONDS)
                        .call(() -> renewed(id, renewer, actor));
        shipper.wake();
        return outcome;
    }

    private static final int RENEWAL_SECONDS = 60;

    private Outcome renewed(CredentialId id, Renewer renewer, String actor)
            throws InterruptedException {
        Optional<StoredCredential> held =
                tokens.takeTurn(id, now()) ? store.read(id) : Optional.empty();
        if (held.isEmpty()) {
            return Outcome.NOT_OURS;
        }
        StoredCredential before = held.get();
        Renewal renewal =
                switch (cipher.open(before.sealed(), before.binding())) {
                    case Opening.Unreadable() ->
                            new Renewal.Failed("it cannot be opened; see the keyset");
                    case Opening.Opened(Secret sealed) -> {
                        try (sealed) {
                            yield renewer.renew(Grant.of(sealed));
                        }
                    }
                };
        Optional<StoredCredential> now = store.lock(id);
        if (now.isEmpty() || now.get().version() != before.version()) {
            // Removed or signed in again meanwhile: what was renewed belongs to nothing.
            return Outcome.NOT_OURS;
        }
        return remembered(now.get(), renewal, actor);
    }

    private Outcome remembered(StoredCredential held, Renewal renewal, String actor) {
        CredentialView view = held.view();
        return switch (renewal) {
            case Renewal.Renewed(Grant grant, TokenTimes times) -> {
                // The token of before stays good until it ends, so leases of it do too.
                tokens.store(held.renewed(seal(grant, view)), times);
                audit.append(
                        List.of(fact(Action.RENEWED, view, actor, "until " + times.expiresAt())));
                yield Outcome.RENEWED;
            }
            case Renewal.Ended(String why) -> {
                StoredCredential ended = held.changed(view, now());
                tokens.end(ended, why);
                outbox.append(List.of(ended.notice(false)));
                audit.append(List.of(fact(Action.ENDED, view, actor, why)));
                yield Outcome.ENDED;
            }
            case Renewal.Failed _ -> {
                tokens.tryAgainAt(view.id(), now().plus(PAUSE));
                yield Outcome.FAILED;
            }
        };
    }

    private static AuditFact fact(Action action, CredentialView view, String actor, String detail) {
        return new AuditFact(action, view.id(), actor, detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
