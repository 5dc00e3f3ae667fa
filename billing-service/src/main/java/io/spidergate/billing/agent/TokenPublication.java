package io.spidergate.billing.agent;

/// How far the publication of agent tokens is.
public interface TokenPublication {

    /// Whether the topic has been found to hold every token, or been given those that it lacked.
    boolean isReconciled();
}
