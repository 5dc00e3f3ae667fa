package io.spidergate.llm.json;

/// What is wrong with a caller's body; the first thing, where there are several.
///
/// @param field the path that is wrong, such as `messages[2].role`; `body` for the whole
/// @param message names field, value and limit; safe to show to the caller
/// @param code one of `invalid_json`, `missing_required_parameter`, `invalid_type`,
///   `invalid_value`, `unsupported_parameter`
public record InvalidField(String field, String message, String code) {}
