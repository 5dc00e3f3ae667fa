package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.error.ErrorEnvelope;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.chat.AnswerFacts;
import io.spidergate.llm.chat.ChatAnswerWriter;
import io.spidergate.llm.chat.ChatChunk;
import io.spidergate.llm.chat.ChunkReader;
import io.spidergate.llm.sse.SseDecoder;
import io.spidergate.llm.sse.SseEncoder;
import io.spidergate.llm.sse.SseProgress;
import java.io.ByteArrayOutputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A stream of chat completions for a caller of chat completions: the provider's bytes go through,
/// under the name of the served model.
final class ChatStream implements AnswerStream {

    /// What may come before the first content: role, ids, keep-alives.
    private static final int MAX_HELD_BYTES = 256 * 1024;

    private final String servedModel;
    private final boolean passUsage;
    private final Function<UpstreamError, UpstreamFailure> errorReading;
    private final int captureChars;
    private final SseDecoder decoder;
    private final ChunkReader chunks;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private final SoFar soFar;
    private final StringBuilder captured = new StringBuilder();
    private boolean committed;
    private boolean done;
    private @Nullable UpstreamFailure failure;
    private @Nullable Usage usage;
    private @Nullable String finishReason;
    private long outputParts;
    private @Nullable AnswerFacts begun;

    /// @param passUsage whether the caller asked for the closing chunk with usage
    ChatStream(String servedModel, boolean passUsage, AnswerTerms terms) {
        this.servedModel = servedModel;
        this.passUsage = passUsage;
        this.captureChars = terms.captureChars();
        this.errorReading = terms.errorReading();
        this.decoder = new SseDecoder(terms.maxEventBytes());
        this.chunks = new ChunkReader(servedModel);
        this.soFar = new SoFar(terms.continuable(), "");
    }

    @Override
    public void feed(byte[] bytes) {
        SseProgress progress = decoder.feed(bytes, this::event);
        if (progress instanceof SseProgress.Oversized over) {
            fail("an event is larger than %d bytes".formatted(over.limitBytes()));
        }
    }

    @Override
    public void end() {
        decoder.finish(this::event);
        if (failure == null && !done && finishReason == null) {
            fail("the stream ended without [DONE] and without a finish reason");
        }
        if (failure == null && !committed && !"content_filter".equals(finishReason)) {
            fail("the completion is empty");
        }
    }

    @Override
    public boolean isCommitted() {
        return committed;
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
        return SseEncoder.done();
    }

    @Override
    public byte[] brokenFrame(GatewayError error) {
        return SseEncoder.data(ErrorEnvelope.json(error));
    }

    @Override
    public @Nullable Unfinished unfinished() {
        String said = soFar.said();
        return said == null || begun == null
                ? null
                : new Unfinished(
                        said,
                        TokenEstimate.ofParts(outputParts),
                        ChatAnswerWriter.goingOn(begun, servedModel, passUsage));
    }

    @Override
    public AnswerTotals totals() {
        return new AnswerTotals(
                usage, finishReason, TokenEstimate.ofParts(outputParts), captured.toString());
    }

    private void event(String name, byte[] buffer, int offset, int length) {
        if (done || failure != null) {
            return;
        }
        switch (chunks.read(buffer, offset, length)) {
            case ChatChunk.Delta delta -> delta(delta);
            case ChatChunk.Done() -> done = true;
            case ChatChunk.Failed failed -> failure = errorReading.apply(failed.error());
            case ChatChunk.Malformed malformed -> fail("a malformed chunk: " + malformed.reason());
        }
    }

    private void delta(ChatChunk.Delta delta) {
        AnswerFacts facts = delta.facts();
        note(facts);
        if (delta.usageOnly() && !passUsage) {
            return;
        }
        committed |= facts.hasContent();
        begun = begun == null ? facts : begun;
        out.writeBytes(SseEncoder.data(delta.as(servedModel)));
        if (!committed && out.size() > MAX_HELD_BYTES) {
            fail("%d bytes without content".formatted(out.size()));
        }
    }

    private void note(AnswerFacts facts) {
        facts.usage().ifPresent(counted -> usage = counted);
        facts.finishReason().ifPresent(reason -> finishReason = reason);
        outputParts += OutputEstimate.parts(facts);
        soFar.text(facts.text());
        if (facts.toolCalls() || facts.finishReason().isPresent()) {
            soFar.somethingElse();
        }
        int room = captureChars - captured.length();
        if (room > 0) {
            captured.append(facts.text(), 0, Math.min(room, facts.text().length()));
        }
    }

    private void fail(String reason) {
        if (failure == null) {
            failure = UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason).withStatus(200);
        }
    }
}
