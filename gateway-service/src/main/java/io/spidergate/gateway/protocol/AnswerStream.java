package io.spidergate.gateway.protocol;

import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.upstream.UpstreamFailure;
import org.jspecify.annotations.Nullable;

/// Reads a provider's stream and says what may be passed on. Knows nothing of connections.
///
/// Laws: nothing is handed out before the first content; what came before it is then handed out in
/// order; what tells a caller that the answer is complete is handed out by [#closingFrames] alone,
/// since its owner says when all is well; a stream is complete only if the provider said so, by the
/// protocol's own end or by a finish reason.
public interface AnswerStream {

    void feed(byte[] bytes);

    /// The provider closed the stream; from now on `failure` is final.
    void end();

    /// Whether there is content for the caller.
    boolean isCommitted();

    /// The provider said that the answer is complete: nothing more is to be waited for.
    boolean isDone();

    @Nullable UpstreamFailure failure();

    /// Frames for the caller since the last call; empty before the commit.
    byte[] takeFrames();

    /// The end, for a stream without failure.
    byte[] closingFrames();

    /// The last frame of a stream that broke.
    byte[] brokenFrame(GatewayError error);

    /// What another can go on with, now that this broke off; null where none can.
    @Nullable Unfinished unfinished();

    /// What has come so far.
    AnswerTotals totals();
}
