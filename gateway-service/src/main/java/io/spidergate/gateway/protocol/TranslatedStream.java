package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerReader;
import io.spidergate.llm.answer.AnswerWriter;
import io.spidergate.llm.answer.UpstreamError;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream that is read in the provider's protocol and handed out in the caller's, see
/// [FrameOutput].
final class TranslatedStream implements AnswerStream {

    /// What may come before the first content: ids, keep-alives, heads.
    private static final int MAX_HELD_BYTES = 256 * 1024;

    private final AnswerReader reader;
    private final FrameOutput output;
    private final AnswerTerms terms;
    private final Tally tally;
    private final EventDecoder decoder;
    private final SoFar soFar;
    private final boolean goesOn;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private boolean done;
    private @Nullable UpstreamFailure failure;

    TranslatedStream(
            EventFormat format, AnswerReader reader, FrameOutput output, AnswerTerms terms) {
        this(format, reader, output, terms, "", false);
    }

    private TranslatedStream(
            EventFormat format,
            AnswerReader reader,
            FrameOutput output,
            AnswerTerms terms,
            String begun,
            boolean goesOn) {
        this.reader = reader;
        this.output = output;
        this.terms = terms;
        this.tally = new Tally(terms.captureChars(), begun);
        this.soFar = new SoFar(terms.continuable() && output.resumed() != null, begun);
        this.goesOn = goesOn;
        this.decoder = format.decoder(terms.maxEventBytes());
    }

    /// The rest of a stream of which the caller has the beginning: it is committed, and it may add
    /// nothing but its end.
    static TranslatedStream goingOn(
            Unfinished begun,
            EventFormat format,
            AnswerReader reader,
            FrameOutput output,
            AnswerTerms terms) {
        return new TranslatedStream(format, reader, output, terms, begun.said(), true);
    }

    @Override
    public void feed(byte[] bytes) {
        decoder.feed(bytes, this::event).ifPresent(this::fail);
    }

    private void event(String name, byte[] buffer, int offset, int length) {
        if (done || failure != null) {
            return;
        }
        List<AnswerPart> parts = reader.event(name, buffer, offset, length);
        parts.forEach(this::take);
        if (failure == null) {
            out.writeBytes(output.frames(parts, name, buffer, offset, length));
            parts.forEach(soFar::add);
            if (!isCommitted() && out.size() > MAX_HELD_BYTES) {
                fail("%d bytes without content".formatted(out.size()));
            }
        }
    }

    private void take(AnswerPart part) {
        tally.add(part);
        switch (part) {
            case AnswerPart.Ended ended -> done = true;
            case AnswerPart.Broken(UpstreamError error) -> failure = broken(error);
            case AnswerPart.Malformed(String reason) -> fail("a malformed event: " + reason);
            case AnswerPart.Text text -> {}
            case AnswerPart.Thought thought -> {}
            case AnswerPart.ThoughtSealed sealed -> {}
            case AnswerPart.CallBegun call -> {}
            case AnswerPart.CallArguments more -> {}
            case AnswerPart.Finished finished -> {}
            case AnswerPart.Counted counted -> {}
        }
    }

    private UpstreamFailure broken(UpstreamError error) {
        return failure == null ? terms.errorReading().apply(error) : failure;
    }

    @Override
    public void end() {
        decoder.finish(this::event);
        if (failure == null && !done && !tally.isFinished()) {
            fail("the stream ended without its protocol's end and without a finish reason");
        }
        if (failure == null && !isCommitted() && !tally.isFiltered()) {
            fail("the completion is empty");
        }
    }

    @Override
    public boolean isCommitted() {
        return goesOn || tally.hasContent();
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public @Nullable UpstreamFailure failure() {
        return failure;
    }

    @Override
    public byte[] takeFrames() {
        byte[] frames = out.toByteArray();
        out.reset();
        return frames;
    }

    @Override
    public byte[] closingFrames() {
        return output.closingFrames();
    }

    @Override
    public byte[] brokenFrame(GatewayError error) {
        return output.writer().broken(error.code().wireName(), error.message());
    }

    @Override
    public @Nullable Unfinished unfinished() {
        String said = soFar.said();
        AnswerWriter writer = output.resumed();
        return said == null || writer == null
                ? null
                : new Unfinished(said, TokenEstimate.ofText(said), writer);
    }

    @Override
    public AnswerTotals totals() {
        return tally.totals();
    }

    private void fail(String reason) {
        if (failure == null) {
            failure = UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason).withStatus(200);
        }
    }
}
