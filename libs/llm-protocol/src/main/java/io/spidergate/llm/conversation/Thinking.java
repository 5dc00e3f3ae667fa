package io.spidergate.llm.conversation;

/// How much the model is to think before it answers.
public sealed interface Thinking {

    /// As the model does by itself.
    record Unsaid() implements Thinking {}

    record Off() implements Thinking {}

    /// In words: `minimal`, `low`, `medium`, `high`, `xhigh` or `max`.
    record Effort(String level) implements Thinking {}

    /// In tokens.
    record Budget(int tokens) implements Thinking {}

    /// As much as the model finds right (Anthropic's `adaptive`, Gemini's budget of -1).
    record Adaptive() implements Thinking {}
}
