package io.spidergate.llm.chat;

import io.spidergate.llm.answer.Usage;
import java.util.Optional;

/// What a gateway must know of a completion or of a chunk of one.
///
/// @param id the provider's id of the answer, or empty
/// @param created unix seconds, or 0
/// @param model as the provider named it, or empty
/// @param choices how many choices it carries; the chunk with usage alone carries none
/// @param text what was said, all choices together
/// @param reasoning what was thought, where the provider shows it
/// @param toolArguments characters of tool names and arguments, for estimates
/// @param toolCalls whether there are tool calls
/// @param finishReason of the last choice that has one
/// @param usage also from `x_groq.usage`
public record AnswerFacts(
        String id,
        long created,
        String model,
        int choices,
        String text,
        String reasoning,
        int toolArguments,
        boolean toolCalls,
        Optional<String> finishReason,
        Optional<Usage> usage) {

    /// Whether a caller would see anything: that is what commits a stream.
    public boolean hasContent() {
        return !text.isEmpty() || !reasoning.isEmpty() || toolCalls;
    }
}
