package io.spidergate.vault.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.vault.envelope.Binding;
import io.spidergate.vault.envelope.KeyEncryptionKeyset;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.SealedSecret;
import io.spidergate.vault.envelope.Secret;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replicas with one keyset file, which changes under them.
@QuarkusTest
class LiveKeysetTest {

    private static final Binding BINDING =
            new Binding(
                    WorkspaceId.DEFAULT,
                    "groq",
                    new CredentialId("cred_live"),
                    CredentialPurpose.REQUESTS);

    @Inject PostgresSealedKeysets tables;
    @Inject VaultConfig config;

    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void copy() throws IOException {
        file = folder.resolve("keyset.json");
        Files.copy(config.keysetFile(), file);
    }

    @Test
    void whatAnotherReplicaSealsWithANewKeyOpensAtOnce() {
        LiveKeyset one = replica();
        LiveKeyset other = replica();

        one.rotate();
        one.sealWith(one.keyIds().getFirst());
        SealedSecret sealed = one.seal(Secret.of("sk-live-secret"), BINDING);

        assertThat(sealed.wrappingKeyId()).isEqualTo(one.keyIds().getFirst());
        assertThat(other.keyIds()).doesNotContain(sealed.wrappingKeyId());
        assertThat(clear(other.open(sealed, BINDING))).isEqualTo("sk-live-secret");
        assertThat(other.keyIds()).isEqualTo(one.keyIds());
    }

    @Test
    void aNewKeyDoesNotSealUntilItIsTold() {
        LiveKeyset keyset = replica();
        int before = keyset.sealing();

        keyset.rotate();

        assertThat(keyset.keyIds()).hasSizeGreaterThan(1);
        assertThat(keyset.sealing()).isEqualTo(before);
        assertThat(keyset.seal(Secret.of("sk-old-key"), BINDING).wrappingKeyId()).isEqualTo(before);
    }

    @Test
    void aForeignBrokenOrMissingFileChangesNothingAndIsTold() throws IOException {
        LiveKeyset keyset = replica();
        SealedSecret sealed = keyset.seal(Secret.of("sk-stays"), BINDING);

        Files.writeString(file, KeyEncryptionKeyset.generate().toJson());
        assertThat(keyset.reload()).isFalse();
        assertThat(keyset.trouble()).contains("does not open what the database holds");
        Files.writeString(file, "{");
        assertThat(keyset.reload()).isFalse();
        assertThat(keyset.trouble()).contains("missing or no keyset");
        Files.delete(file);
        assertThat(keyset.reload()).isFalse();

        assertThat(clear(keyset.open(sealed, BINDING))).isEqualTo("sk-stays");
        Files.copy(config.keysetFile(), file);
        keyset.reload();
        assertThat(keyset.trouble()).isEmpty();
    }

    @Test
    void theFileStaysItsOwnersAlone() throws IOException {
        replica().rotate();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private LiveKeyset replica() {
        KeysetFile keyset = new KeysetFile(file, Optional.empty());
        return new LiveKeyset(keyset, tables, keyset.read().orElseThrow());
    }

    private static String clear(Opening opening) {
        try (Secret secret = ((Opening.Opened) opening).secret()) {
            return secret.reveal();
        }
    }
}
