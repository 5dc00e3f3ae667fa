package io.spidergate.vault.invite;

import io.spidergate.contracts.vault.CreatedInvite;

/// What came of asking for an invite.
public sealed interface Made {

    record Created(CreatedInvite invite) implements Made {}

    record Invalid(String field, String message) implements Made {}

    record NoSuchProvider(String provider) implements Made {}

    record RouterAway() implements Made {}
}
