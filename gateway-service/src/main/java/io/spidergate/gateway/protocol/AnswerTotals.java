package io.spidergate.gateway.protocol;

import io.spidergate.llm.answer.Usage;
import org.jspecify.annotations.Nullable;

/// What an answer, plain or streamed, whole or not, amounted to.
///
/// @param estimatedOutput tokens, as far as characters tell
/// @param text as much as is to be captured
public record AnswerTotals(
        @Nullable Usage measured,
        @Nullable String finishReason,
        long estimatedOutput,
        String text) {

    public static final AnswerTotals NOTHING = new AnswerTotals(null, null, 0, "");
}
