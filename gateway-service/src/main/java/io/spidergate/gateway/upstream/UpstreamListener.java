package io.spidergate.gateway.upstream;

import io.spidergate.llm.reset.ResponseHeaders;
import io.vertx.core.buffer.Buffer;

/// Hears what becomes of a call, always on the event loop that made it: `head`, then any number of
/// `body`, then `ended`; or at any point `failed`, which is the last.
public interface UpstreamListener {

    void head(int status, ResponseHeaders headers);

    void body(Buffer bytes);

    /// The provider closed its answer in good order.
    void ended();

    void failed(UpstreamFailure failure);
}
