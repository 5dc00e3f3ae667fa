package io.spidergate.gateway.chat;

import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.chat.AnswerFacts;
import io.spidergate.llm.chat.ChatCompletion;
import org.jspecify.annotations.Nullable;

/// How an attempt ended.
sealed interface AttemptEnd {

    /// A plain answer is there, whole.
    record Answered(ChatCompletion.Answered completion) implements AttemptEnd {}

    /// A stream was passed on to its end; only `[DONE]` is left to say.
    record Streamed(AnswerTotals totals) implements AttemptEnd {}

    /// Nothing has been passed on.
    ///
    /// @param measured what the provider said that it used all the same
    record Failed(UpstreamFailure failure, @Nullable Usage measured) implements AttemptEnd {}

    /// A stream broke after content had been passed on.
    record Cut(UpstreamFailure failure, AnswerTotals totals) implements AttemptEnd {}

    /// What an answer, plain or streamed, whole or not, amounted to.
    ///
    /// @param estimatedOutput tokens, as far as characters tell
    /// @param text as much as is to be captured
    record AnswerTotals(
            @Nullable Usage measured,
            @Nullable String finishReason,
            long estimatedOutput,
            String text) {

        static final AnswerTotals NOTHING = new AnswerTotals(null, null, 0, "");

        static AnswerTotals of(AnswerFacts facts) {
            return new AnswerTotals(
                    facts.usage().orElse(null),
                    facts.finishReason().orElse(null),
                    OutputEstimate.of(facts),
                    facts.text());
        }

        static AnswerTotals of(ChatStream stream) {
            return new AnswerTotals(
                    stream.usage(),
                    stream.finishReason(),
                    stream.estimatedOutputTokens(),
                    stream.capturedText());
        }
    }
}
