package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.chat.AnswerFacts;
import io.spidergate.llm.chat.ChatCompletion;
import org.jspecify.annotations.Nullable;

/// Chat completions for a caller of chat completions: read in one pass, passed on as they are.
///
/// @param servedModel the name under which the caller gets the answer
/// @param passUsage whether the caller asked for the closing chunk with usage
record ChatPassage(String servedModel, boolean passUsage, AnswerTerms terms) implements AnswerPath {

    @Override
    public AnswerStream stream() {
        return new ChatStream(servedModel, passUsage, terms);
    }

    @Override
    public PlainAnswer plain(byte[] body) {
        return switch (ChatCompletion.read(body)) {
            case ChatCompletion.Answered answered -> whole(answered);
            case ChatCompletion.Failed(UpstreamError error) ->
                    new PlainAnswer.Unusable(terms.errorReading().apply(error), null);
            case ChatCompletion.Malformed(String reason) -> unusable(reason, null);
        };
    }

    private PlainAnswer whole(ChatCompletion.Answered answered) {
        AnswerFacts facts = answered.facts();
        AnswerTotals totals =
                new AnswerTotals(
                        facts.usage().orElse(null),
                        facts.finishReason().orElse(null),
                        facts.usage().isPresent() ? 0 : OutputEstimate.of(facts),
                        facts.text());
        return facts.hasContent() || "content_filter".equals(totals.finishReason())
                ? new PlainAnswer.Whole(answered.as(servedModel), totals)
                : unusable("the completion is empty", totals.measured());
    }

    private static PlainAnswer unusable(
            String reason, io.spidergate.llm.answer.@Nullable Usage measured) {
        return new PlainAnswer.Unusable(
                UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason).withStatus(200), measured);
    }
}
