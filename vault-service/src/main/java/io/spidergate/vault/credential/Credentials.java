package io.spidergate.vault.credential;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.vault.FreshIds;
import io.spidergate.vault.audit.AuditFact;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.envelope.Fingerprints;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.SecretCipher;
import io.spidergate.vault.notice.NoticeShipper;
import io.spidergate.vault.notice.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
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

    /// All credentials belong to the one workspace that there is.
    static final WorkspaceId WORKSPACE = new WorkspaceId("ws_default");

    private final CredentialStore store;
    private final SecretCipher cipher;
    private final Fingerprints fingerprints;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final NoticeShipper shipper;
    private final FreshIds ids;
    private final Clock clock;

    Credentials(
            CredentialStore store,
            SecretCipher cipher,
            Fingerprints fingerprints,
            AuditTrail audit,
            Outbox outbox,
            NoticeShipper shipper,
            FreshIds ids,
            Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.fingerprints = fingerprints;
        this.audit = audit;
        this.outbox = outbox;
        this.shipper = shipper;
        this.ids = ids;
        this.clock = clock;
    }

    public Added add(@Nullable NewCredential asked, String actor) {
        return switch (CredentialRules.check(asked)) {
            case Checked.Invalid(String field, String message) -> new Added.Invalid(field, message);
            case Checked.Valid valid -> {
                try (var _ = valid.secret()) {
                    byte[] fingerprint =
                            fingerprints.of(valid.secret(), WORKSPACE, valid.provider());
                    StoredCredential candidate = seal(valid);
                    Added added =
                            QuarkusTransaction.requiringNew()
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
                        valid.provider(),
                        valid.account(),
                        valid.label(),
                        Preview.of(valid.secret().reveal()),
                        true,
                        now);
        StoredCredential.Unsealed unsealed = new StoredCredential.Unsealed(WORKSPACE, view);
        return unsealed.sealed(cipher.seal(valid.secret(), unsealed.binding()), now);
    }

    private Added store(StoredCredential candidate, byte[] fingerprint, String actor) {
        while (!store.insert(candidate, fingerprint)) {
            Optional<StoredCredential> held =
                    store.withFingerprint(WORKSPACE, candidate.view().provider(), fingerprint);
            if (held.isPresent()) {
                CredentialView view = held.get().view();
                audit.append(List.of(fact(AuditFact.Action.REFUSED, view, actor, "entered again")));
                return new Added.AlreadyHeld(view);
            }
            // Removed between the two statements: it can go in now.
        }
        outbox.append(List.of(candidate.notice(true, candidate.version(), candidate.changedAt())));
        audit.append(
                List.of(
                        fact(
                                AuditFact.Action.CREATED,
                                candidate.view(),
                                actor,
                                "provider " + candidate.view().provider())));
        return new Added.Created(candidate.view());
    }

    public List<CredentialView> list() {
        return QuarkusTransaction.requiringNew()
                .call(() -> store.all(WORKSPACE).stream().map(StoredCredential::view).toList());
    }

    /// Those of `wanted` that exist; within a transaction they stay as they are until its end.
    public List<StoredCredential> find(Collection<CredentialId> wanted) {
        return store.find(WORKSPACE, wanted);
    }

    /// The caller closes the secret.
    public Opening open(StoredCredential credential) {
        return cipher.open(credential.sealed(), credential.binding());
    }

    /// @return false when there is none of this id
    public boolean remove(CredentialId id, String actor) {
        boolean removed = QuarkusTransaction.requiringNew().call(() -> delete(id, actor));
        shipper.wake();
        return removed;
    }

    private boolean delete(CredentialId id, String actor) {
        Optional<StoredCredential> deleted = store.delete(WORKSPACE, id);
        deleted.ifPresent(credential -> {
            // Gateways drop their leases by the notice; the tombstone then clears the topic.
            outbox.append(List.of(credential.notice(false, credential.version() + 1, now())));
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
