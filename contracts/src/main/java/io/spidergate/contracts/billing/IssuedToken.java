package io.spidergate.contracts.billing;

/// A token just minted: the only time that its secret is ever seen.
public record IssuedToken(String secret, AgentView agent) {

    @Override
    public String toString() {
        return "IssuedToken[secret=***, agent=%s]".formatted(agent);
    }
}
