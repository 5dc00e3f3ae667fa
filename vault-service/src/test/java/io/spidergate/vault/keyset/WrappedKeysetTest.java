package io.spidergate.vault.keyset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.vault.envelope.KeyEncryptionKeyset;
import io.spidergate.vault.envelope.KeyWrapping;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keyset's file lies under a key that lives elsewhere.
@QuarkusTest
class WrappedKeysetTest {

    @Inject PostgresSealedKeysets tables;
    @Inject VaultConfig config;

    @TempDir Path folder;

    private final Counting home = new Counting();

    @Test
    void aKeysetInClearIsWrappedAtTheNextStartAndOpensTheSameTables() throws IOException {
        Path file = folder.resolve("keyset.json");
        Files.copy(config.keysetFile(), file);

        KeyEncryptionKeyset keyset = start(file, Optional.of(home)).keys().keyset();

        assertThat(Files.readString(file)).contains("encryptedKeyset");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(start(file, Optional.of(home)).keys().keyset().keyIds())
                .isEqualTo(keyset.keyIds());
    }

    @Test
    void withoutItsKeyTheStartIsRefusedWithWhatToSet() throws IOException {
        Path file = wrapped();
        assertThatThrownBy(() -> start(file, Optional.empty()).keys())
                .isInstanceOf(KeysetRefusal.class)
                .hasMessageContaining("Set spidergate.kms.key-uri");
        home.away = true;
        assertThatThrownBy(() -> start(file, Optional.of(home)).keys())
                .isInstanceOf(KeysetRefusal.class)
                .hasMessageContaining("lies under a counting key, and it is away");
    }

    @Test
    void itsHomeIsAskedOnceHoweverOftenTheFileIsRead() throws IOException {
        KeysetFile file = new KeysetFile(wrapped(), Optional.of(home));
        home.asked = 0;
        for (int i = 0; i < 10; i++) {
            assertThat(file.read()).isPresent();
        }
        assertThat(home.asked).isEqualTo(1);
        home.away = true;
        assertThat(file.read()).isPresent();
    }

    @Test
    void aRotationKeepsItWrappedAndAHomeThatIsAwayChangesNothing() throws IOException {
        KeysetFile file = new KeysetFile(wrapped(), Optional.of(home));
        LiveKeyset live = new LiveKeyset(file, tables, file.read().orElseThrow());
        int before = live.keyIds().size();

        live.rotate();

        assertThat(live.keyIds()).hasSize(before + 1);
        assertThat(Files.readString(file.path())).contains("encryptedKeyset");
        home.away = true;
        Files.writeString(file.path(), Files.readString(file.path()) + "\n");
        assertThat(live.reload()).isFalse();
        assertThat(live.trouble()).contains("it is away", "the keyset of before stays in use");
        assertThat(live.keyIds()).hasSize(before + 1);
    }

    private Path wrapped() throws IOException {
        Path file = folder.resolve("keyset.json");
        KeyEncryptionKeyset keyset =
                KeyEncryptionKeyset.parse(Files.readString(config.keysetFile())).orElseThrow();
        Files.writeString(file, keyset.toJson(home));
        return file;
    }

    private KeysetStart start(Path file, Optional<KeyWrapping> wrapping) {
        return new KeysetStart(
                new VaultConfig() {
                    @Override
                    public Path keysetFile() {
                        return file;
                    }

                    @Override
                    public boolean createKeyset() {
                        return true;
                    }
                },
                wrapping,
                tables);
    }

    /// Wraps by turning bits around, which is enough to see who was asked.
    private static final class Counting implements KeyWrapping {

        private int asked;
        private boolean away;

        @Override
        public byte[] wrap(byte[] key) throws IOException {
            return turned(key);
        }

        @Override
        public byte[] unwrap(byte[] wrapped) throws IOException {
            return turned(wrapped);
        }

        private byte[] turned(byte[] bytes) throws IOException {
            asked++;
            if (away) {
                throw new IOException("it is away");
            }
            byte[] turned = bytes.clone();
            for (int i = 0; i < turned.length; i++) {
                turned[i] ^= 0x5a;
            }
            return turned;
        }

        @Override
        public String toString() {
            return "a counting key";
        }
    }
}
