package io.spidergate.contracts.routing;

/// The wire protocol that an upstream speaks.
public enum Dialect {
    OPENAI
}
