package io.spidergate.llm.conversation;

/// Whether the model must, may or must not call functions.
public sealed interface ToolChoice {

    /// As the model likes.
    record Auto() implements ToolChoice {}

    record None() implements ToolChoice {}

    /// At least one call of any function.
    record Required() implements ToolChoice {}

    /// A call of this function.
    record Named(String function) implements ToolChoice {}
}
