package io.spidergate.vault.envelope;

/// Fresh keys for tests.
public final class Keysets {

    private Keysets() {}

    public static Signatures signatures() {
        KeyEncryptionKeyset keyset = KeyEncryptionKeyset.generate();
        return keyset.openFingerprints(keyset.newFingerprintKeyset()).orElseThrow().signatures();
    }
}
