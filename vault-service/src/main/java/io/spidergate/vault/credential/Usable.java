package io.spidergate.vault.credential;

import io.spidergate.vault.envelope.Secret;

/// What came of getting at a credential's secret, wherever it is.
public sealed interface Usable {

    /// Overwrites the secret, where there is one.
    default void close() {
        if (this instanceof Ready(Secret secret)) {
            secret.close();
        }
    }

    /// The caller closes the secret.
    record Ready(Secret secret) implements Usable {}

    /// The row does not open.
    record Unreadable() implements Usable {}

    /// It stays elsewhere, and is not to be had now.
    ///
    /// @param why for people
    record Absent(String why) implements Usable {}
}
