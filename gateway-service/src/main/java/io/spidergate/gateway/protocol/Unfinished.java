package io.spidergate.gateway.protocol;

import io.spidergate.llm.answer.AnswerWriter;

/// A stream that broke off where another can go on with it: nothing but text, or thoughts alone,
/// had been said.
///
/// @param said the text that the caller has
/// @param tokens about how many that is
/// @param writer what goes on with the caller's stream
public record Unfinished(String said, long tokens, AnswerWriter writer) {}
