package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.DocumentAnswer;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import java.util.function.BiFunction;

/// One JSON document, never a stream.
///
/// @param reading of an answer, under the name of the served model
/// @param outputTokens where the provider does not say
record DocumentPath(
        BiFunction<byte[], String, DocumentAnswer> reading, long outputTokens, AnswerTerms terms)
        implements AnswerPath {

    @Override
    public AnswerStream stream() {
        throw new IllegalStateException("a document is never streamed");
    }

    @Override
    public PlainAnswer plain(byte[] body) {
        return switch (reading.apply(body, terms.head().model())) {
            case DocumentAnswer.Whole(byte[] json, Usage usage) ->
                    new PlainAnswer.Whole(json, new AnswerTotals(usage, null, outputTokens, ""));
            case DocumentAnswer.Failed(UpstreamError error) ->
                    new PlainAnswer.Unusable(terms.errorReading().apply(error), null);
            case DocumentAnswer.Malformed(String reason) ->
                    new PlainAnswer.Unusable(
                            UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason).withStatus(200),
                            null);
        };
    }
}
