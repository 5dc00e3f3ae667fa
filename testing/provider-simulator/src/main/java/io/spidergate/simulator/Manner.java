package io.spidergate.simulator;

/// Whose manners a provider has: its rate-limit headers, see [RateHeaders], and its error bodies,
/// see [ErrorBodies].
public enum Manner {
    GROQ,
    CEREBRAS,
    MISTRAL,
    OPENROUTER,
    GEMINI,
    OPENAI,
    ANTHROPIC,
    NVIDIA,
    /// AWS Bedrock.
    BEDROCK,
    /// A server on one's own machine: no limits, no headers, plain errors.
    LOCAL
}
