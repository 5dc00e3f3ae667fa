package io.spidergate.llm.answer;

/// What a writer puts at the head of an answer.
///
/// @param id unique, without a protocol's prefix: letters and digits
/// @param model the served model
/// @param created unix seconds
/// @param promptTokens estimated, for protocols that tell usage before it is known
/// @param includeUsage whether a chat caller asked for the closing chunk with usage
public record AnswerHead(
        String id, String model, long created, long promptTokens, boolean includeUsage) {}
