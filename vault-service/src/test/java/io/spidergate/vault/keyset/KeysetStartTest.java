package io.spidergate.vault.keyset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.vault.VaultCalls;
import io.spidergate.vault.envelope.KeyEncryptionKeyset;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class KeysetStartTest {

    @Inject PostgresSealedKeysets tables;
    @Inject VaultConfig config;

    @TempDir Path folder;

    @Test
    void theKeysetIsMadeReadableByItsOwnerOnly() throws IOException {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(config.keysetFile())))
                .isEqualTo("rw-------");
        try (var files = Files.list(config.keysetFile().getParent())) {
            assertThat(files).containsExactly(config.keysetFile());
        }
    }

    @Test
    void theSameKeysetStartsAgain() {
        assertThat(new KeysetStart(config, Optional.empty(), tables).keys()).isNotNull();
    }

    @Test
    void aLostKeysetStopsTheStartAlthoughOneMayBeMade() {
        VaultCalls.added("keyset-lost", "sk-keyset-lost-1234567890");
        Path missing = folder.resolve("keyset.json");

        assertThatThrownBy(() -> new KeysetStart(at(missing), Optional.empty(), tables).keys())
                .isInstanceOf(KeysetRefusal.class)
                .hasMessageContaining(missing + " is missing")
                .hasMessageContaining("Restore the file from the back-up");
        assertThat(missing).doesNotExist();
    }

    @Test
    void aForeignKeysetStopsTheStart() throws IOException {
        Path foreign = folder.resolve("keyset.json");
        Files.writeString(foreign, KeyEncryptionKeyset.generate().toJson());

        assertThatThrownBy(() -> new KeysetStart(at(foreign), Optional.empty(), tables).keys())
                .isInstanceOf(KeysetRefusal.class)
                .hasMessageContaining("is not the one that sealed");
    }

    @Test
    void aDamagedKeysetStopsTheStartWithoutBeingQuoted() throws IOException {
        Path damaged = folder.resolve("keyset.json");
        Files.writeString(damaged, "{\"key\": nonsense");

        assertThatThrownBy(() -> new KeysetStart(at(damaged), Optional.empty(), tables).keys())
                .isInstanceOf(KeysetRefusal.class)
                .hasMessageContaining("is not a Tink JSON keyset")
                .hasMessageNotContaining("nonsense");
    }

    @Test
    void anExistingFileIsNeverReplaced() throws IOException {
        Path existing = folder.resolve("keyset.json");
        Files.writeString(existing, "precious");

        assertThatThrownBy(() ->
                        new KeysetFile(existing, Optional.empty())
                                .create(KeyEncryptionKeyset.generate()))
                .hasMessageContaining("cannot create the keyset file");
        assertThat(existing).hasContent("precious");
    }

    private static VaultConfig at(Path file) {
        return new VaultConfig() {
            @Override
            public Path keysetFile() {
                return file;
            }

            @Override
            public boolean createKeyset() {
                return true;
            }
        };
    }
}
