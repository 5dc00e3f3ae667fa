package io.spidergate.billing.agent;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.AgentView;

/// What became of a change of a token.
sealed interface TokenChanged {

    record Done(AgentView view) implements TokenChanged {}

    /// There is none of that name, or it was revoked.
    record NoSuchToken() implements TokenChanged {}

    record NameTaken(String name) implements TokenChanged {}

    /// @param by the token whose identity may mean the same JWT
    record IdentityTaken(AgentToken after, AgentToken by) implements TokenChanged {}
}
