package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.upstream.UpstreamFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is no document and no events, on its way to a caller byte for byte: sound, captions. It has
/// no form in which an error could be told, nor one that says that it is complete but that of HTTP:
/// where it breaks, the connection does.
final class RawStream implements AnswerStream {

    private static final byte[] NOTHING = {};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LongUnaryOperator tokens;
    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
    private final int captureBytes;
    private long length;
    private @Nullable UpstreamFailure failure;

    /// @param tokens about how many are paid for when so many bytes have come
    /// @param captureBytes how many are kept
    RawStream(LongUnaryOperator tokens, int captureBytes) {
        this.tokens = tokens;
        this.captureBytes = captureBytes;
    }

    @Override
    public void feed(byte[] bytes) {
        length += bytes.length;
        out.writeBytes(bytes);
        captured.write(bytes, 0, Math.min(bytes.length, captureBytes - captured.size()));
    }

    @Override
    public void end() {
        if (!isCommitted()) {
            failure =
                    UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, "the answer is empty")
                            .withStatus(200);
        }
    }

    @Override
    public boolean isCommitted() {
        return length > 0;
    }

    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public @Nullable UpstreamFailure failure() {
        return failure;
    }

    @Override
    public byte[] takeFrames() {
        byte[] bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    @Override
    public byte[] closingFrames() {
        return NOTHING;
    }

    @Override
    public byte[] brokenFrame(GatewayError error) {
        return NOTHING;
    }

    @Override
    public @Nullable Unfinished unfinished() {
        return null;
    }

    @Override
    public AnswerTotals totals() {
        return new AnswerTotals(
                null, null, tokens.applyAsLong(length), captured.toString(StandardCharsets.UTF_8));
    }
}
