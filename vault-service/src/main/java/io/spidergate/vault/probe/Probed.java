package io.spidergate.vault.probe;

import io.spidergate.contracts.vault.ProbeResult;

/// What came of a test.
public sealed interface Probed {

    record Done(ProbeResult result) implements Probed {}

    record NoSuchCredential() implements Probed {}

    /// The row does not open.
    record UnreadableCredential() implements Probed {}

    record NoSuchProvider(String provider) implements Probed {}

    record RouterAway() implements Probed {}
}
