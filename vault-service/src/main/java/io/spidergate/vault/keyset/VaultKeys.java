package io.spidergate.vault.keyset;

import io.spidergate.vault.envelope.Fingerprints;
import io.spidergate.vault.envelope.SecretCipher;

/// The keys of a vault that was allowed to start.
record VaultKeys(SecretCipher cipher, Fingerprints fingerprints) {}
