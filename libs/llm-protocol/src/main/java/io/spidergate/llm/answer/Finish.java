package io.spidergate.llm.answer;

/// Why a model stopped.
public enum Finish {
    /// Of itself, or at a stop text.
    STOP,
    /// At the limit of tokens.
    LENGTH,
    /// To have functions called.
    TOOL_CALLS,
    /// The provider kept the rest back.
    CONTENT_FILTER
}
