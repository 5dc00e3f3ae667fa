package io.spidergate.contracts.routing;

/// The wire protocol that an upstream speaks.
public enum Dialect {
    /// OpenAI's chat completions, which most providers speak.
    OPENAI,
    /// OpenAI's Responses.
    RESPONSES,
    /// Anthropic's Messages.
    ANTHROPIC,
    /// Google's generateContent.
    GEMINI,
    /// Converse of AWS Bedrock.
    BEDROCK
}
