package io.spidergate.gateway.admission;

import io.spidergate.contracts.billing.AgentToken;
import java.util.Set;

/// Whose a JWT is.
public sealed interface Recognition {

    record Of(AgentToken token) implements Recognition {}

    record OfNobody() implements Recognition {}

    /// Billing refuses identities of which one JWT can mean two, so the JWT has a list where a
    /// single value was expected. Whom to charge is not ours to guess.
    ///
    /// @param tokenRefs of all of them
    record OfSeveral(Set<String> tokenRefs) implements Recognition {

        public OfSeveral {
            tokenRefs = Set.copyOf(tokenRefs);
        }
    }
}
