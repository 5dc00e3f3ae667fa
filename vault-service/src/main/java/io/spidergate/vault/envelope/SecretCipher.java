package io.spidergate.vault.envelope;

import java.util.Optional;

/// Seals secrets for rest.
///
/// Laws, for all secrets s and bindings a ≠ b:
/// - `open(seal(s, a), a)` is s;
/// - `open(seal(s, a), b)` is unreadable: a row that was moved does not open;
/// - with any bit of a sealed secret changed, it is unreadable;
/// - two seals of the same secret share neither data key nor ciphertext;
/// - `rewrap(s, a)` opens as s does, and its data key lies under the key that seals now.
public interface SecretCipher {

    SealedSecret seal(Secret secret, Binding binding);

    Opening open(SealedSecret sealed, Binding binding);

    /// The same secret, its data key under the key that seals now; empty where it cannot be opened.
    /// The secret itself stays sealed meanwhile.
    Optional<SealedSecret> rewrap(SealedSecret sealed, Binding binding);
}
