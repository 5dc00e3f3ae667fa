package io.spidergate.vault.lease;

import io.spidergate.contracts.vault.LeaseResponse;

/// What came of a gateway's request as a whole.
public sealed interface Leased {

    record Answered(LeaseResponse response) implements Leased {}

    record Invalid(String field, String message) implements Leased {}
}
