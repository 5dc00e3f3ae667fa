package io.spidergate.vault.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.vault.envelope.KeyEncryptionKeyset;
import io.spidergate.vault.envelope.KeyWrapping;
import io.spidergate.vault.remote.HashicorpIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// What holds for keys of every service, each against its protocol.
class KeyWrappingContractTest {

    private static final byte[] KEY = "a keyset of the vault".getBytes(StandardCharsets.UTF_8);

    enum Service {
        AWS,
        GOOGLE,
        HASHICORP
    }

    @TempDir Path folder;

    private KeyHomes homes;
    private KeyHomes others;

    @BeforeEach
    void start() throws IOException {
        homes = new KeyHomes();
        others = new KeyHomes();
        Files.writeString(folder.resolve("token"), "hvs.known\n");
    }

    @AfterEach
    void stop() {
        homes.close();
        others.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrappedUnwrapsAndLooksDifferentEachTime(Service service) throws IOException {
        KeyWrapping key = key(service, homes.address());
        byte[] wrapped = key.wrap(KEY);
        assertThat(key.unwrap(wrapped)).isEqualTo(KEY);
        assertThat(key.wrap(KEY)).isNotEqualTo(wrapped);
        assertThat(new String(wrapped, StandardCharsets.ISO_8859_1)).doesNotContain("keyset");
    }

    @ParameterizedTest
    @EnumSource
    void anotherKeysAndDamagedWrappingsAreRefused(Service service) throws IOException {
        KeyWrapping key = key(service, homes.address());
        byte[] damaged = key.wrap(KEY);
        damaged[damaged.length - 3] ^= 1;
        for (byte[] foreign :
                new byte[][] {key(service, others.address()).wrap(KEY), damaged, new byte[] {1}}) {
            assertThatThrownBy(() -> key.unwrap(foreign))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot unwrap it");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallerWhoMayNotIsToldWhatToCheck(Service service) {
        homes.deny();
        assertThatThrownBy(() -> key(service, homes.address()).wrap(KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("check that this exists and what the vault may do");
    }

    @ParameterizedTest
    @EnumSource
    void aServiceThatIsAwayIsNamed(Service service) {
        homes.close();
        assertThatThrownBy(() -> key(service, homes.address()).wrap(KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached");
    }

    @ParameterizedTest
    @EnumSource
    void aKeysetLiesUnderItWithAsManyKeysAsRotationsLeave(Service service) throws IOException {
        KeyWrapping key = key(service, homes.address());
        KeyEncryptionKeyset keyset = KeyEncryptionKeyset.generate();
        for (int rotation = 0; rotation < 5; rotation++) {
            keyset = keyset.rotated();
        }
        String text = keyset.toJson(key);
        assertThat(KeyEncryptionKeyset.isWrapped(text)).isTrue();
        assertThat(KeyEncryptionKeyset.isWrapped(keyset.toJson())).isFalse();
        assertThat(KeyEncryptionKeyset.parse(text)).isEmpty();
        assertThat(KeyEncryptionKeyset.parseWrapped(text, key).orElseThrow().keyIds())
                .isEqualTo(keyset.keyIds());
    }

    @Test
    void theFormsOfTinkAreUnderstood() {
        assertThat(KmsUri.of("aws-kms://" + KeyHomes.ARN))
                .isEqualTo(new KmsUri.Aws(KeyHomes.ARN, "eu-central-1"));
        assertThat(KmsUri.of("gcp-kms://" + KeyHomes.GOOGLE))
                .isEqualTo(new KmsUri.Google(KeyHomes.GOOGLE));
        assertThat(KmsUri.of("hcvault://vault.example.org:8200/team/transit/keys/k"))
                .isEqualTo(new KmsUri.Transit("vault.example.org:8200", "team/transit", "k"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "aws-kms://key/1", "gcp-kms://k", "hcvault://host/k", "https://x"})
    void anythingElseIsRefusedWithTheForms(String uri) {
        assertThatThrownBy(() -> KmsUri.of(uri))
                .hasMessageContainingAll(
                        "spidergate.kms.key-uri", "hcvault://HOST/MOUNT/keys/NAME");
    }

    private KeyWrapping key(Service service, URI address) {
        return switch (service) {
            case AWS ->
                    new AwsKmsKey(
                            new KmsUri.Aws(KeyHomes.ARN, "eu-central-1"),
                            Optional.of(address),
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("AKIATEST", "secret")));
            case GOOGLE ->
                    new GoogleKmsKey(
                            new KmsUri.Google(KeyHomes.GOOGLE), address, () -> "ya29.known");
            case HASHICORP ->
                    new TransitKey(
                            new KmsUri.Transit("unused", "transit", "k"),
                            address,
                            new HashicorpIdentity(folder.resolve("token"), Optional.empty()));
        };
    }
}
