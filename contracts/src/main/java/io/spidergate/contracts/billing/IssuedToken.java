package io.spidergate.contracts.billing;

import org.jspecify.annotations.Nullable;

/// A token just minted: the only time that its secret is ever seen.
///
/// @param secret null where it has none
public record IssuedToken(@Nullable String secret, AgentView agent) {

    @Override
    public String toString() {
        return "IssuedToken[secret=***, agent=%s]".formatted(agent);
    }
}
