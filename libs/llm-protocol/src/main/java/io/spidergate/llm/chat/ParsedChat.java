package io.spidergate.llm.chat;

/// What a caller's body turned out to be.
public sealed interface ParsedChat {

    record Valid(ChatRequest request) implements ParsedChat {}

    /// A body that may not be sent to anyone.
    ///
    /// @param field the path that is wrong, such as `messages[2].role`; `body` for the whole
    /// @param message names field, value and limit; safe to show to the caller
    /// @param code one of `invalid_json`, `missing_required_parameter`, `invalid_type`,
    ///   `invalid_value`
    record Invalid(String field, String message, String code) implements ParsedChat {}
}
