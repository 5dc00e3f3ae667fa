package io.spidergate.vault.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.strings;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialPurpose;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class SecretCipherTest {

    private static final int EXAMPLES = 200;
    private static final Binding BINDING = binding("default", "groq", "1");

    private final SecretCipher cipher = KeyEncryptionKeyset.generate().cipher();

    @Test
    void whatIsSealedOpens() {
        qt().withExamples(EXAMPLES)
                .forAll(secrets(), bindings())
                .check((secret, binding) ->
                        secret.equals(open(cipher, seal(secret, binding), binding)));
    }

    @Test
    void aMovedRowDoesNotOpen() {
        qt().withExamples(EXAMPLES)
                .forAll(bindings(), bindings())
                .assuming((a, b) -> !a.equals(b))
                .check((a, b) -> open(cipher, seal("sk-moved", a), b).equals("unreadable"));
    }

    @Test
    void aDataKeyMovedFromAnotherRowDoesNotOpen() {
        Binding other = binding("default", "groq", "2");
        SealedSecret mine = seal("mine", BINDING);
        SealedSecret theirs = seal("theirs", other);

        SealedSecret mixed =
                new SealedSecret(theirs.wrappedKey(), mine.wrappingKeyId(), theirs.ciphertext());

        assertThat(open(cipher, mixed, BINDING)).isEqualTo("unreadable");
    }

    @Test
    void aChangedBitIsNoticed() {
        qt().withExamples(EXAMPLES)
                .forAll(integers().all(), integers().between(0, 7))
                .check((at, bit) -> {
                    SealedSecret sealed = seal("sk-changed", BINDING);
                    flip(sealed.ciphertext(), at, bit);
                    return open(cipher, sealed, BINDING).equals("unreadable");
                });
    }

    @Test
    void aChangedWrappedKeyIsNoticed() {
        // Bits of the keyset's plain-text description are not authenticated and carry no meaning:
        // what counts is that the secret is never another one.
        qt().withExamples(EXAMPLES)
                .forAll(integers().all(), integers().between(0, 7))
                .check((at, bit) -> {
                    SealedSecret sealed = seal("sk-changed", BINDING);
                    flip(sealed.wrappedKey(), at, bit);
                    String opened = open(cipher, sealed, BINDING);
                    return opened.equals("unreadable") || opened.equals("sk-changed");
                });
    }

    @Test
    void whatIsSealedForOnePurposeDoesNotOpenForAnother() {
        Binding usage =
                new Binding(
                        BINDING.workspace(),
                        BINDING.provider(),
                        BINDING.credential(),
                        CredentialPurpose.USAGE);

        assertThat(open(cipher, seal("sk-admin", usage), usage)).isEqualTo("sk-admin");
        assertThat(open(cipher, seal("sk-admin", usage), BINDING)).isEqualTo("unreadable");
        assertThat(open(cipher, seal("sk-plain", BINDING), usage)).isEqualTo("unreadable");
    }

    @Test
    void twoSealsOfOneSecretShareNothing() {
        SealedSecret first = seal("sk-same", BINDING);
        SealedSecret second = seal("sk-same", BINDING);

        assertThat(first.ciphertext()).isNotEqualTo(second.ciphertext());
        assertThat(first.wrappedKey()).isNotEqualTo(second.wrappedKey());
    }

    @Test
    void whatIsRewrappedOpensAsBeforeUnderTheNewKeyAlone() {
        KeyEncryptionKeyset old = KeyEncryptionKeyset.generate();
        KeyEncryptionKeyset both = old.rotated();
        KeyEncryptionKeyset fresh = both.without(Set.of(old.primaryId()));
        qt().withExamples(EXAMPLES)
                .forAll(secrets(), bindings())
                .check((secret, binding) -> {
                    SealedSecret sealed = old.cipher().seal(Secret.of(secret), binding);
                    SealedSecret rewrapped = both.cipher().rewrap(sealed, binding).orElseThrow();
                    return open(fresh.cipher(), rewrapped, binding).equals(secret)
                            && open(fresh.cipher(), sealed, binding).equals("unreadable")
                            && open(old.cipher(), rewrapped, binding).equals("unreadable")
                            && rewrapped.wrappingKeyId() == fresh.primaryId();
                });
    }

    @Test
    void whatWasMovedIsNotRewrapped() {
        assertThat(cipher.rewrap(seal("mine", BINDING), binding("default", "groq", "2"))).isEmpty();
    }

    @Test
    void aRotatedKeysetSealsWithItsNewKeyOrAnyOther() {
        KeyEncryptionKeyset old = KeyEncryptionKeyset.generate();
        KeyEncryptionKeyset both = old.rotated();

        assertThat(both.keyIds()).hasSize(2).startsWith(both.primaryId()).endsWith(old.primaryId());
        assertThat(both.sealingWith(old.primaryId()).primaryId()).isEqualTo(old.primaryId());
        assertThat(both.without(Set.of(both.primaryId())).keyIds()).hasSize(2);
    }

    @Test
    void anotherKeysetDoesNotOpen() {
        SecretCipher other = KeyEncryptionKeyset.generate().cipher();

        assertThat(open(other, seal("sk-lost", BINDING), BINDING)).isEqualTo("unreadable");
    }

    @Test
    void aKeysetReadFromItsJsonOpensWhatItSealed() {
        KeyEncryptionKeyset keyset = KeyEncryptionKeyset.generate();
        SealedSecret sealed = keyset.cipher().seal(Secret.of("sk-kept"), BINDING);

        KeyEncryptionKeyset read = KeyEncryptionKeyset.parse(keyset.toJson()).orElseThrow();

        assertThat(open(read.cipher(), sealed, BINDING)).isEqualTo("sk-kept");
        assertThat(KeyEncryptionKeyset.parse("{}")).isEmpty();
        assertThat(KeyEncryptionKeyset.parse("")).isEmpty();
    }

    @Test
    void nothingPrintsASecret() {
        Secret secret = Secret.of("sk-printed");

        assertThat(secret).hasToString("***");
        assertThat(new Opening.Opened(secret).toString()).doesNotContain("sk-printed");
        assertThat(KeyEncryptionKeyset.generate().toString()).doesNotContain("value");
    }

    @Test
    void aClosedSecretIsOverwritten() {
        Secret secret = Secret.of("sk-closed");
        byte[] inside = secret.lend(bytes -> bytes);

        secret.close();

        assertThat(inside).containsOnly(0);
        assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fingerprintsAreEqualForTheSameSecretOfTheSameProviderOnly() {
        KeyEncryptionKeyset keyset = KeyEncryptionKeyset.generate();
        byte[] sealed = keyset.newFingerprintKeyset();
        Fingerprints prints = keyset.openFingerprints(sealed).orElseThrow();
        Fingerprints again = keyset.openFingerprints(sealed).orElseThrow();
        WorkspaceId here = new WorkspaceId("ws_default");
        byte[] print = prints.of(Secret.of("sk-1"), here, "groq");

        assertThat(again.of(Secret.of("sk-1"), here, "groq")).isEqualTo(print).hasSize(32);
        assertThat(prints.of(Secret.of("sk-2"), here, "groq")).isNotEqualTo(print);
        assertThat(prints.of(Secret.of("sk-1"), here, "mistral")).isNotEqualTo(print);
        assertThat(prints.of(Secret.of("sk-1"), new WorkspaceId("ws_b"), "groq"))
                .isNotEqualTo(print);
        assertThat(KeyEncryptionKeyset.generate().openFingerprints(sealed)).isEmpty();
    }

    private SealedSecret seal(String secret, Binding binding) {
        try (Secret clear = Secret.of(secret)) {
            return cipher.seal(clear, binding);
        }
    }

    private static String open(SecretCipher cipher, SealedSecret sealed, Binding binding) {
        return switch (cipher.open(sealed, binding)) {
            case Opening.Opened(Secret secret) -> secret.reveal();
            case Opening.Unreadable() -> "unreadable";
        };
    }

    private static void flip(byte[] bytes, int at, int bit) {
        int index = Math.floorMod(at, bytes.length);
        bytes[index] = (byte) (bytes[index] ^ (1 << bit));
    }

    private static Gen<String> secrets() {
        return strings().betweenCodePoints(' ', 0xD7FF).ofLengthBetween(0, 500);
    }

    /// Few and short, so that parts of different bindings join to the same text.
    private static Gen<Binding> bindings() {
        Gen<String> part = strings().betweenCodePoints('a', 'b').ofLengthBetween(1, 3);
        return part.zip(part, part, SecretCipherTest::binding);
    }

    private static Binding binding(String workspace, String provider, String credential) {
        return new Binding(
                new WorkspaceId("ws_" + workspace),
                provider,
                new CredentialId("cred_" + credential),
                CredentialPurpose.REQUESTS);
    }
}
