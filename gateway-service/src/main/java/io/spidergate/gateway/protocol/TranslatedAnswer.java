package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerWriter;
import io.spidergate.llm.answer.UpstreamError;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An answer that is understood part by part, whether it is then written anew or passed on as it
/// is.
///
/// @param sameProtocol provider and caller speak the same one
record TranslatedAnswer(
        Dialect dialect, Supplier<AnswerWriter> writer, boolean sameProtocol, AnswerTerms terms)
        implements AnswerPath {

    /// For a caller who waits for the whole of what a provider only streams.
    AnswerPath collected(boolean waits) {
        return waits ? new CollectedAnswer(this) : this;
    }

    @Override
    public boolean streams(String mediaType) {
        return Translators.eventFormat(dialect).is(mediaType);
    }

    @Override
    public AnswerStream stream() {
        return new TranslatedStream(
                Translators.eventFormat(dialect),
                Translators.answerReader(dialect),
                sameProtocol
                        ? new FrameOutput.AsItIs(writer.get(), terms.continuable())
                        : new FrameOutput.Anew(writer.get()),
                terms);
    }

    @Override
    public PlainAnswer plain(byte[] body) {
        return read(Translators.answerReader(dialect).plain(body), sameProtocol ? body : null);
    }

    /// Of parts that came one by one.
    PlainAnswer anew(List<AnswerPart> parts) {
        return read(parts, null);
    }

    /// @param asItIs what the caller gets; absent where it is written anew
    private PlainAnswer read(List<AnswerPart> parts, byte @Nullable [] asItIs) {
        Tally tally = new Tally(terms.captureChars());
        for (AnswerPart part : parts) {
            if (part instanceof AnswerPart.Broken(UpstreamError error)) {
                return new PlainAnswer.Unusable(terms.errorReading().apply(error), tally.usage());
            }
            if (part instanceof AnswerPart.Malformed(String reason)) {
                return unusable(reason, tally);
            }
            tally.add(part);
        }
        return tally.hasContent() || tally.isFiltered()
                ? new PlainAnswer.Whole(
                        asItIs == null ? writer.get().plain(parts) : asItIs, tally.totals())
                : unusable("the completion is empty", tally);
    }

    private static PlainAnswer unusable(String reason, Tally tally) {
        return new PlainAnswer.Unusable(
                UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason).withStatus(200),
                tally.usage());
    }
}
