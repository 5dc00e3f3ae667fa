package io.spidergate.vault.keyset;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.vault.envelope.Fingerprints;
import io.spidergate.vault.envelope.KeyEncryptionKeyset;
import io.spidergate.vault.envelope.KeyWrapping;
import io.spidergate.vault.keyset.PostgresSealedKeysets.Held;
import io.spidergate.vault.kms.KmsKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Finds the vault's keys, or stops its start in one clear sentence.
@Singleton
final class KeysetStart {

    private static final Logger LOG = Logger.getLogger(KeysetStart.class);

    private final KeysetFile file;
    private final boolean mayCreate;
    private final PostgresSealedKeysets tables;

    @Inject
    KeysetStart(VaultConfig config, KmsKeys kms, PostgresSealedKeysets tables) {
        this(config, kms.configured(), tables);
    }

    KeysetStart(VaultConfig config, Optional<KeyWrapping> wrapping, PostgresSealedKeysets tables) {
        this.file = new KeysetFile(config.keysetFile(), wrapping);
        this.mayCreate = config.createKeyset();
        this.tables = tables;
    }

    KeysetFile file() {
        return file;
    }

    VaultKeys keys() {
        VaultKeys keys = QuarkusTransaction.requiringNew().call(this::decide);
        wrap(keys.keyset());
        return keys;
    }

    /// A keyset that was in clear until now.
    private void wrap(KeyEncryptionKeyset keyset) {
        if (!file.isToBeWrapped()) {
            return;
        }
        if (file.isWritable()) {
            file.replace(keyset);
            LOG.infof("wrapped the keyset file %s; destroy older copies of it", file.path());
        } else {
            LOG.errorf(
                    "the keyset file %s is in clear although spidergate.kms.key-uri is set, and cannot be written; wrap it where it comes from",
                    file.path());
        }
    }

    private VaultKeys decide() {
        Held held = tables.lockAndRead();
        Optional<KeyEncryptionKeyset> keyset = file.exists() ? file.read() : Optional.empty();
        Optional<Fingerprints> fingerprints =
                keyset.flatMap(k -> held.sealedFingerprintKeyset().flatMap(k::openFingerprints));
        StartDecision decision =
                StartDecision.of(
                        state(keyset, held, fingerprints),
                        held.sealedFingerprintKeyset().isPresent(),
                        held.credentials(),
                        mayCreate,
                        file.path().toString());
        return switch (decision) {
            case StartDecision.Use() ->
                    new VaultKeys(keyset.orElseThrow(), fingerprints.orElseThrow());
            case StartDecision.Adopt() -> begin(keyset.orElseThrow());
            case StartDecision.Create() -> begin(create());
            case StartDecision.Refuse(String reason) -> throw new KeysetRefusal(reason);
        };
    }

    private StartDecision.File state(
            Optional<KeyEncryptionKeyset> keyset, Held held, Optional<Fingerprints> fingerprints) {
        if (!file.exists()) {
            return StartDecision.File.MISSING;
        }
        if (keyset.isEmpty()) {
            return StartDecision.File.NOT_A_KEYSET;
        }
        if (held.sealedFingerprintKeyset().isEmpty()) {
            return StartDecision.File.TABLES_ARE_EMPTY;
        }
        return fingerprints.isPresent()
                ? StartDecision.File.OPENS_TABLES
                : StartDecision.File.DOES_NOT_OPEN_TABLES;
    }

    private KeyEncryptionKeyset create() {
        KeyEncryptionKeyset keyset = KeyEncryptionKeyset.generate();
        file.create(keyset);
        LOG.infof("created the key-encryption keyset %s; back it up", file.path());
        return keyset;
    }

    private VaultKeys begin(KeyEncryptionKeyset keyset) {
        byte[] sealed = keyset.newFingerprintKeyset();
        tables.insert(sealed, keyset.primaryId());
        return new VaultKeys(keyset, keyset.openFingerprints(sealed).orElseThrow());
    }
}
