package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.AnswerReader;
import io.spidergate.llm.answer.Usage;
import java.util.function.Supplier;

/// The rest of a stream that another began.
record ContinuedAnswer(
        Unfinished unfinished,
        EventFormat format,
        Supplier<AnswerReader> reader,
        Usage before,
        AnswerTerms terms)
        implements AnswerPath {

    @Override
    public boolean streams(String mediaType) {
        return format.is(mediaType);
    }

    @Override
    public AnswerStream stream() {
        return TranslatedStream.goingOn(
                unfinished,
                format,
                reader.get(),
                new FrameOutput.Anew(unfinished.writer(), before),
                terms);
    }

    @Override
    public PlainAnswer plain(byte[] body) {
        return new PlainAnswer.Unusable(
                UpstreamFailure.of(
                                FailureClass.PROTOCOL_ERROR,
                                "a stream was to be gone on with, a plain answer came")
                        .withStatus(200),
                null);
    }
}
