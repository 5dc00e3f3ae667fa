package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.transcriptions.Transcript;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Words that were heard, as one document or as events.
record TranscriptPath(AnswerTerms terms) implements AnswerPath {

    /// Models that cannot stream answer with a document where events were asked for.
    @Override
    public boolean streams(String mediaType) {
        return AnswerPath.super.streams(mediaType)
                || mediaType.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    @Override
    public AnswerStream stream() {
        return new TranscriptStream(terms);
    }

    @Override
    public PlainAnswer plain(byte[] body) {
        return switch (Transcript.read(body)) {
            case Transcript.Heard heard ->
                    new PlainAnswer.Whole(body, totals(heard.text(), heard.usage()));
            case Transcript.Failed(UpstreamError error) ->
                    new PlainAnswer.Unusable(terms.errorReading().apply(error), null);
            case Transcript.Malformed(String reason) ->
                    new PlainAnswer.Unusable(
                            UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason).withStatus(200),
                            null);
        };
    }

    private AnswerTotals totals(String text, @Nullable Usage usage) {
        return new AnswerTotals(
                usage,
                null,
                TokenEstimate.ofText(text),
                text.substring(0, Math.min(text.length(), terms.captureChars())));
    }
}
