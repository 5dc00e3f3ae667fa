package io.spidergate.vault.envelope;

/// Seals secrets for rest.
///
/// Laws, for all secrets s and bindings a ≠ b:
/// - `open(seal(s, a), a)` is s;
/// - `open(seal(s, a), b)` is unreadable: a row that was moved does not open;
/// - with any bit of a sealed secret changed, it is unreadable;
/// - two seals of the same secret share neither data key nor ciphertext.
public interface SecretCipher {

    SealedSecret seal(Secret secret, Binding binding);

    Opening open(SealedSecret sealed, Binding binding);
}
