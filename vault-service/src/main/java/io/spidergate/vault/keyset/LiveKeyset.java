package io.spidergate.vault.keyset;

import io.spidergate.vault.envelope.Binding;
import io.spidergate.vault.envelope.KeyEncryptionKeyset;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.SealedSecret;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.envelope.SecretCipher;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// The keyset of the moment: as its file says, which is read again while the vault runs. A file
/// that could not open what the tables hold changes nothing.
public final class LiveKeyset implements SecretCipher {

    private static final Logger LOG = Logger.getLogger(LiveKeyset.class);

    private final KeysetFile file;
    private final PostgresSealedKeysets tables;
    private volatile State state;
    private volatile String trouble = "";

    /// @param cipher seals with one key of it, opens with all
    private record State(KeyEncryptionKeyset keyset, int sealing, SecretCipher cipher) {

        static State of(KeyEncryptionKeyset keyset, int sealing) {
            return new State(keyset, sealing, keyset.sealingWith(sealing).cipher());
        }
    }

    LiveKeyset(KeysetFile file, PostgresSealedKeysets tables, KeyEncryptionKeyset keyset) {
        this.file = file;
        this.tables = tables;
        this.state = State.of(keyset, keyset.primaryId());
    }

    /// The primary one first, then from the newest on.
    public List<Integer> keyIds() {
        return state.keyset.keyIds();
    }

    public int sealing() {
        return state.sealing;
    }

    /// Why the file is not what is in use, for people; empty where it is.
    public String trouble() {
        return trouble;
    }

    /// @param key one of this keyset
    public synchronized void sealWith(int key) {
        if (state.sealing != key && keyIds().contains(key)) {
            state = State.of(state.keyset, key);
        }
    }

    /// Takes what the file says now.
    ///
    /// @return whether it is another keyset than before
    public synchronized boolean reload() {
        Optional<KeyEncryptionKeyset> read = read();
        if (read.isEmpty()) {
            return false;
        }
        KeyEncryptionKeyset keyset = read.get();
        if (keyset.keyIds().equals(keyIds())) {
            trouble = "";
            return false;
        }
        if (tables.read().flatMap(keyset::openFingerprints).isEmpty()) {
            refuse("it does not open what the database holds; the keyset of before stays in use");
            return false;
        }
        trouble = "";
        int sealing = keyset.keyIds().contains(state.sealing) ? state.sealing : keyset.primaryId();
        state = State.of(keyset, sealing);
        LOG.infof("took a changed keyset from %s: %s", file.path(), keyset);
        return true;
    }

    /// Makes a fresh key the primary one, in the file.
    public synchronized void rotate() {
        file.replace(state.keyset.rotated());
        reload();
    }

    /// Takes keys that nothing lies under out of the file.
    public synchronized void retire(Set<Integer> keys) {
        file.replace(state.keyset.without(keys));
        reload();
    }

    /// Whether this process may change the file.
    public boolean isWritable() {
        return file.isWritable();
    }

    /// The fingerprint keyset under the key that seals; empty where it cannot be opened.
    public Optional<byte[]> rewrapFingerprints(byte[] sealed) {
        State now = state;
        return now.keyset.sealingWith(now.sealing).rewrapFingerprints(sealed);
    }

    @Override
    public SealedSecret seal(Secret secret, Binding binding) {
        return state.cipher.seal(secret, binding);
    }

    /// Another replica may have a newer keyset than this one has read.
    @Override
    public Opening open(SealedSecret sealed, Binding binding) {
        Opening opening = state.cipher.open(sealed, binding);
        boolean unknown =
                opening instanceof Opening.Unreadable && !keyIds().contains(sealed.wrappingKeyId());
        return unknown && reload() ? state.cipher.open(sealed, binding) : opening;
    }

    @Override
    public Optional<SealedSecret> rewrap(SealedSecret sealed, Binding binding) {
        return state.cipher.rewrap(sealed, binding);
    }

    private Optional<KeyEncryptionKeyset> read() {
        try {
            Optional<KeyEncryptionKeyset> read = file.exists() ? file.read() : Optional.empty();
            if (read.isEmpty()) {
                refuse("it is missing or no keyset; the keyset of before stays in use");
            }
            return read;
        } catch (UncheckedIOException | KeysetRefusal e) {
            refuse(e.getMessage() + "; the keyset of before stays in use");
            return Optional.empty();
        }
    }

    private void refuse(String why) {
        String said = "the keyset file %s was not taken: %s".formatted(file.path(), why);
        if (!said.equals(trouble)) {
            LOG.error(said);
        }
        trouble = said;
    }
}
