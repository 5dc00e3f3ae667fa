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
    /// OpenAI, with the token of a ChatGPT plan.
    CHATGPT,
    ANTHROPIC,
    NVIDIA,
    /// AWS Bedrock.
    BEDROCK,
    /// A server on one's own machine: no limits, no headers, plain errors.
    LOCAL
}
