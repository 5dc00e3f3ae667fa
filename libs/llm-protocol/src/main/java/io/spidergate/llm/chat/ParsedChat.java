package io.spidergate.llm.chat;

import io.spidergate.llm.json.InvalidField;

/// What a caller's body turned out to be.
public sealed interface ParsedChat {

    record Valid(ChatRequest request) implements ParsedChat {}

    /// A body that may not be sent to anyone.
    record Invalid(InvalidField reason) implements ParsedChat {}
}
