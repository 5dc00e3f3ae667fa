package io.spidergate.llm;

/// The wire protocols of LLM APIs that the gateway speaks, to callers as to providers.
public enum Protocol {
    /// OpenAI's `POST /chat/completions`.
    CHAT_COMPLETIONS,
    /// OpenAI's `POST /responses`.
    RESPONSES,
    /// Anthropic's `POST /messages`.
    MESSAGES,
    /// Google's `POST /models/{model}:generateContent` and `:streamGenerateContent`.
    GENERATE_CONTENT,
    /// OpenAI's legacy `POST /completions`, which callers speak and no provider is asked in.
    COMPLETIONS,
    /// AWS Bedrock's `POST /model/{model}/converse` and `/converse-stream`, in which providers are
    /// asked and no caller speaks.
    CONVERSE
}
