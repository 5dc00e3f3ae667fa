package io.spidergate.vault.keyset;

/// The vault must not start; the message says why and what to do.
final class KeysetRefusal extends IllegalStateException {

    KeysetRefusal(String message) {
        super(message);
    }
}
