package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.upstream.UpstreamFailure;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// Sound on its way to a caller, byte for byte. It has no form in which an error could be told, nor
/// one that says that it is complete but that of HTTP: where it breaks, the connection does.
final class SoundStream implements AnswerStream {

    private static final byte[] NOTHING = {};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int tokens;
    private boolean committed;
    private @Nullable UpstreamFailure failure;

    /// @param tokens about how many the whole has
    SoundStream(int tokens) {
        this.tokens = tokens;
    }

    @Override
    public void feed(byte[] bytes) {
        committed |= bytes.length > 0;
        out.writeBytes(bytes);
    }

    @Override
    public void end() {
        if (!committed) {
            failure =
                    UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, "the sound is empty")
                            .withStatus(200);
        }
    }

    @Override
    public boolean isCommitted() {
        return committed;
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

    /// A provider makes the whole and is paid for it, however much of it arrives.
    @Override
    public AnswerTotals totals() {
        return new AnswerTotals(null, null, tokens, "");
    }
}
