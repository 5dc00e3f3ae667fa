package io.spidergate.vault.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.envelope.SecretCipher;
import io.spidergate.vault.reference.References;
import io.spidergate.vault.reference.SecretReference;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Gets at the secrets of credentials, wherever they are.
@Singleton
public final class CredentialSecrets {

    private final CredentialStore store;
    private final SecretCipher cipher;
    private final References references;

    CredentialSecrets(CredentialStore store, SecretCipher cipher, References references) {
        this.store = store;
        this.cipher = cipher;
        this.references = references;
    }

    /// Of one that is not in the vault.
    Entered there(Checked.Valid entered, String reference) {
        return switch (references.read(SecretReference.of(reference).orElseThrow())) {
            case References.Read.Found(Secret secret) -> entered.with(secret);
            case References.Read.Missing(String why) -> new Entered.Invalid("reference", why);
        };
    }

    /// What a provider is called with, read from where it is. Not for transactions: it may wait for
    /// another service.
    public Usable of(StoredCredential credential) {
        String reference = credential.view().reference();
        if (reference == null) {
            return switch (open(credential)) {
                case Opening.Opened(Secret secret) -> new Usable.Ready(secret);
                case Opening.Unreadable() -> new Usable.Unreadable();
            };
        }
        return switch (references.read(SecretReference.of(reference).orElseThrow())) {
            case References.Read.Found(Secret secret) -> new Usable.Ready(secret);
            case References.Read.Missing(String why) -> new Usable.Absent(why);
        };
    }

    /// Of those of `wanted` that are in use and whose secret stays elsewhere, side by side: who
    /// waits for one that does not answer waits for no second one. Not for transactions.
    public Map<CredentialId, Usable> elsewhere(Collection<CredentialId> wanted) {
        List<StoredCredential> there = store.withReference(wanted);
        Map<CredentialId, Usable> read = new ConcurrentHashMap<>();
        // Closing waits for all of them.
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            there.forEach(one -> readers.execute(() -> read.put(one.view().id(), of(one))));
        }
        return read;
    }

    /// What the row itself has: no secret where that stays elsewhere.
    public Opening open(StoredCredential credential) {
        Opening opening = cipher.open(credential.sealed(), credential.binding());
        if (credential.view().signIn() == null
                || !(opening instanceof Opening.Opened(Secret sealed))) {
            return opening;
        }
        try (sealed) {
            return new Opening.Opened(Secret.of(Grant.of(sealed).accessToken()));
        }
    }
}
