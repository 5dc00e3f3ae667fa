package io.spidergate.vault.keyset;

import io.spidergate.vault.envelope.Fingerprints;
import io.spidergate.vault.envelope.KeyEncryptionKeyset;

/// The keys of a vault that was allowed to start.
record VaultKeys(KeyEncryptionKeyset keyset, Fingerprints fingerprints) {}
