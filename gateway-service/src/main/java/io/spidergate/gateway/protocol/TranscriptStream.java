package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.error.ErrorEnvelope;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.sse.SseDecoder;
import io.spidergate.llm.sse.SseEncoder;
import io.spidergate.llm.sse.SseProgress;
import io.spidergate.llm.transcriptions.Transcript;
import io.spidergate.llm.transcriptions.TranscriptEvent;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Words as they are heard: the provider's events go through as they are, and the last of them only
/// when all is well. A document that came instead is told as one event.
final class TranscriptStream implements AnswerStream {

    private final AnswerTerms terms;
    private final SseDecoder decoder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private @Nullable ByteArrayOutputStream document;
    private boolean begun;
    private boolean committed;
    private byte @Nullable [] closing;
    private @Nullable Usage usage;
    private @Nullable UpstreamFailure failure;

    TranscriptStream(AnswerTerms terms) {
        this.terms = terms;
        this.decoder = new SseDecoder(terms.maxEventBytes());
    }

    @Override
    public void feed(byte[] bytes) {
        if (!begun && bytes.length > 0) {
            begun = true;
            document = bytes[0] == '{' ? new ByteArrayOutputStream() : null;
        }
        if (document != null) {
            keep(document, bytes);
        } else if (decoder.feed(bytes, this::event) instanceof SseProgress.Oversized over) {
            fail("an event is larger than %d bytes".formatted(over.limitBytes()));
        }
    }

    private void keep(ByteArrayOutputStream kept, byte[] bytes) {
        if (kept.size() + bytes.length > terms.maxEventBytes()) {
            fail("the answer is larger than %d bytes".formatted(terms.maxEventBytes()));
        } else {
            kept.writeBytes(bytes);
        }
    }

    @Override
    public void end() {
        if (document != null && failure == null) {
            whole(document.toByteArray());
        } else {
            decoder.finish(this::event);
        }
        if (failure == null && closing == null) {
            fail("the stream ended without transcript.text.done");
        }
    }

    private void whole(byte[] json) {
        switch (Transcript.read(json)) {
            case Transcript.Heard(String heard, Usage used) -> {
                pass(SseEncoder.data(TranscriptEvent.delta(heard)), heard);
                usage = used;
                closing = SseEncoder.data(TranscriptEvent.done(heard, used));
            }
            case Transcript.Failed failed -> failure = terms.errorReading().apply(failed.error());
            case Transcript.Malformed(String reason) -> fail(reason);
        }
    }

    private void event(String name, byte[] buffer, int offset, int length) {
        if (closing != null || failure != null) {
            return;
        }
        byte[] data = Arrays.copyOfRange(buffer, offset, offset + length);
        switch (TranscriptEvent.read(data)) {
            case TranscriptEvent.Words(String words) -> pass(SseEncoder.data(data), words);
            case TranscriptEvent.Done(Usage used) -> {
                usage = used;
                committed = true; // where nobody speaks, this is all there is
                closing = SseEncoder.data(data);
            }
            case TranscriptEvent.Failed failed ->
                    failure = terms.errorReading().apply(failed.error());
            case TranscriptEvent.Malformed(String reason) -> fail("a malformed event: " + reason);
        }
    }

    private void pass(byte[] frame, String words) {
        out.writeBytes(frame);
        committed = true;
        text.append(words);
    }

    private void fail(String reason) {
        if (failure == null) {
            failure = UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason).withStatus(200);
        }
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public boolean isDone() {
        return closing != null;
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
        return closing == null ? new byte[0] : closing;
    }

    @Override
    public byte[] brokenFrame(GatewayError error) {
        return SseEncoder.data(ErrorEnvelope.json(error));
    }

    /// Another would have to hear it all again.
    @Override
    public @Nullable Unfinished unfinished() {
        return null;
    }

    @Override
    public AnswerTotals totals() {
        return new AnswerTotals(
                usage,
                null,
                TokenEstimate.ofText(text),
                text.substring(0, Math.min(text.length(), terms.captureChars())));
    }
}
