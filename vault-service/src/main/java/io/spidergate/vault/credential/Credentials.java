package io.spidergate.vault.credential;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialChange;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.contracts.vault.SettingsChange;
import io.spidergate.vault.FreshIds;
import io.spidergate.vault.audit.AuditFact;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.envelope.Fingerprints;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.envelope.SecretCipher;
import io.spidergate.vault.notice.NoticeShipper;
import io.spidergate.vault.notice.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The credentials of the vault: each change is one transaction with its audit entry and its
/// notice.
@Singleton
public final class Credentials {

    /// A plan's terms give it to one person.
    public static final String PLAN_NOT_SHARED =
            "a plan that somebody has signed in is personal; only its own workspace uses it";

    private final CredentialStore store;
    private final SecretCipher cipher;
    private final Fingerprints fingerprints;
    private final AuditTrail audit;
    private final CredentialSecrets secrets;
    private final Outbox outbox;
    private final NoticeShipper shipper;
    private final FreshIds ids;
    private final Clock clock;

    Credentials(
            CredentialStore store,
            SecretCipher cipher,
            Fingerprints fingerprints,
            AuditTrail audit,
            CredentialSecrets secrets,
            Outbox outbox,
            NoticeShipper shipper,
            FreshIds ids,
            Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.fingerprints = fingerprints;
        this.audit = audit;
        this.secrets = secrets;
        this.outbox = outbox;
        this.shipper = shipper;
        this.ids = ids;
        this.clock = clock;
    }

    /// Whether it could go in.
    public Entered check(@Nullable NewCredential asked) {
        return switch (CredentialRules.check(asked)) {
            case Checked.Invalid(String field, String message) ->
                    new Entered.Invalid(field, message);
            case Checked.Valid valid ->
                    valid.reference() == null
                            ? valid.with(valid.secret())
                            : secrets.there(valid, valid.reference());
        };
    }

    /// Whether a credential could go there, whatever its secret is.
    public Optional<Entered.Invalid> checkPlace(
            String workspace,
            String provider,
            String account,
            String label,
            SettingsChange settings) {
        return CredentialRules.place(workspace, provider, account, label, settings)
                .map(why -> new Entered.Invalid(why.field(), why.message()));
    }

    /// Part of the caller's transaction where there is one; {@link #announce} is for after it.
    public Added add(@Nullable NewCredential asked, String actor) {
        return switch (CredentialRules.check(asked)) {
            case Checked.Invalid(String field, String message) -> new Added.Invalid(field, message);
            case Checked.Valid valid -> {
                try (var _ = valid.secret()) {
                    byte[] fingerprint =
                            fingerprints.of(valid.secret(), valid.workspace(), valid.provider());
                    StoredCredential candidate = seal(valid);
                    Added added =
                            QuarkusTransaction.joiningExisting()
                                    .call(() -> store(candidate, fingerprint, actor));
                    shipper.wake();
                    yield added;
                }
            }
        };
    }

    private StoredCredential seal(Checked.Valid valid) {
        Instant now = now();
        CredentialView view =
                new CredentialView(
                        new CredentialId(ids.next("cred_")),
                        valid.workspace(),
                        valid.provider(),
                        valid.account(),
                        valid.label(),
                        valid.reference() == null
                                ? Preview.of(valid.secret().reveal())
                                : "elsewhere",
                        true,
                        valid.settings(),
                        now,
                        null,
                        null,
                        valid.reference(),
                        valid.purpose(),
                        valid.usageOf());
        return StoredCredential.first(
                view, cipher.seal(valid.secret(), StoredCredential.binding(view)), now);
    }

    private Added store(StoredCredential candidate, byte[] fingerprint, String actor) {
        while (!store.insert(candidate, fingerprint)) {
            Optional<StoredCredential> held =
                    store.withFingerprint(
                            candidate.view().workspace(), candidate.view().provider(), fingerprint);
            if (held.isPresent()) {
                CredentialView view = held.get().view();
                audit.append(List.of(fact(AuditFact.Action.REFUSED, view, actor, "entered again")));
                return new Added.AlreadyHeld(view);
            }
            // Removed between the two statements: it can go in now.
        }
        outbox.append(List.of(candidate.notice()));
        audit.append(
                List.of(
                        fact(
                                AuditFact.Action.CREATED,
                                candidate.view(),
                                actor,
                                "provider " + candidate.view().provider())));
        return new Added.Created(candidate.view());
    }

    /// Oldest first.
    ///
    /// @return empty when there is no credential `after` which it could begin
    public Optional<List<CredentialView>> page(int limit, @Nullable CredentialId after) {
        Optional<StoredCredential> begin = after == null ? Optional.empty() : store.read(after);
        return after != null && begin.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        store.page(limit, begin.orElse(null)).stream()
                                .map(StoredCredential::view)
                                .toList());
    }

    /// Those of `wanted` that exist; within a transaction they stay as they are until its end.
    public List<StoredCredential> find(Collection<CredentialId> wanted) {
        return store.find(wanted);
    }

    /// Remembers what a probe has shown.
    public void probed(CredentialId id, ProbeResult result) {
        store.probed(id, result, now());
    }

    /// The one that has not been probed for longest, if that is so long; until then no other
    /// replica takes it.
    public Optional<CredentialId> takeDueForProbe(Duration every) {
        Instant now = now();
        return QuarkusTransaction.requiringNew().call(() -> store.takeDue(now.minus(every), now));
    }

    public Changed change(CredentialId id, @Nullable CredentialChange asked, String actor) {
        Optional<Checked.Invalid> wrong = CredentialRules.check(asked);
        if (wrong.isPresent() || asked == null) {
            Checked.Invalid why = wrong.orElseThrow();
            return new Changed.Invalid(why.field(), why.message());
        }
        Changed changed = QuarkusTransaction.requiringNew().call(() -> store(id, asked, actor));
        shipper.wake();
        return changed;
    }

    private Changed store(CredentialId id, CredentialChange asked, String actor) {
        Optional<StoredCredential> held = store.lock(id);
        if (held.isEmpty()) {
            return new Changed.NoSuchCredential();
        }
        StoredCredential before = held.get();
        CredentialView view = Difference.applied(asked, before.view());
        List<String> differences = Difference.between(before.view(), view);
        if (differences.isEmpty()) {
            return new Changed.Done(view);
        }
        if (view.signIn() != null && view.settings().shared()) {
            return new Changed.Invalid("settings.shared", PLAN_NOT_SHARED);
        }
        if (view.purpose() == CredentialPurpose.USAGE && asked.settings() != null) {
            return new Changed.Invalid("settings", PurposeRules.NO_SETTINGS);
        }
        Optional<Checked.Invalid> misplaced = misplaced(before, view);
        if (misplaced.isPresent()) {
            return new Changed.Invalid(misplaced.get().field(), misplaced.get().message());
        }
        StoredCredential after = before.changed(view, now());
        store.update(after);
        outbox.append(List.of(after.notice()));
        audit.append(
                List.of(
                        fact(
                                Difference.action(before.view(), view),
                                view,
                                actor,
                                String.join(", ", differences))));
        return new Changed.Done(view);
    }

    /// People paste the secret where its label goes.
    private Optional<Checked.Invalid> misplaced(StoredCredential before, CredentialView after) {
        return switch (secrets.open(before)) {
            case Opening.Opened(Secret secret) -> {
                try (secret) {
                    yield CredentialRules.misplaced(
                            secret.reveal(),
                            after.settings().models(),
                            after.account(),
                            after.label());
                }
            }
            case Opening.Unreadable() -> Optional.empty();
        };
    }

    /// @return false when there is none of this id
    public boolean remove(CredentialId id, String actor) {
        boolean removed = QuarkusTransaction.requiringNew().call(() -> delete(id, actor));
        shipper.wake();
        return removed;
    }

    /// Saves time: what was committed is told without waiting for the next round.
    public void announce() {
        shipper.wake();
    }

    private boolean delete(CredentialId id, String actor) {
        Optional<StoredCredential> deleted = store.delete(id);
        deleted.ifPresent(credential -> {
            // Gateways drop their leases by the notice; the tombstone then clears the topic.
            outbox.append(List.of(credential.farewell(now())));
            outbox.forget(id);
            audit.append(
                    List.of(
                            fact(
                                    AuditFact.Action.REMOVED,
                                    credential.view(),
                                    actor,
                                    "provider " + credential.view().provider())));
        });
        return deleted.isPresent();
    }

    private static AuditFact fact(
            AuditFact.Action action, CredentialView credential, String actor, String detail) {
        return new AuditFact(action, credential.id(), actor, detail);
    }

    /// As precise as the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
