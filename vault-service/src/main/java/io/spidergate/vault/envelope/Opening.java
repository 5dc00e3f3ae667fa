package io.spidergate.vault.envelope;

/// What came of opening a sealed secret.
public sealed interface Opening {

    /// The caller closes the secret.
    record Opened(Secret secret) implements Opening {}

    /// Damaged, moved from another row, or sealed under a key that the keyset does not hold; which
    /// of them cannot be told apart.
    record Unreadable() implements Opening {}
}
