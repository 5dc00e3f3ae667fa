package io.spidergate.gateway.admission;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.admission.jwt.JwtFacts;
import org.jspecify.annotations.Nullable;

/// The agent tokens that exist, as last heard from billing-service.
public interface AgentTokens {

    /// The token of that reference, revoked or not, or null. Never blocks and never asks another
    /// service.
    @Nullable AgentToken byRef(String tokenRef);

    /// Whose JWT it is. Never blocks either.
    Recognition recognise(JwtFacts facts);

    /// False until the topic has been read up to its end once: before that an unknown token may
    /// merely be unheard of.
    boolean isComplete();
}
