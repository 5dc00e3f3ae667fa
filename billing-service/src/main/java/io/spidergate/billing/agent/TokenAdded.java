package io.spidergate.billing.agent;

import io.spidergate.contracts.billing.AgentToken;

/// What became of a new token.
sealed interface TokenAdded {

    record Done() implements TokenAdded {}

    record NameTaken() implements TokenAdded {}

    /// @param by the token whose identity may mean the same JWT
    record IdentityTaken(AgentToken by) implements TokenAdded {}
}
