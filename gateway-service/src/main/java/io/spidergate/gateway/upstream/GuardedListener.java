package io.spidergate.gateway.upstream;

import io.spidergate.llm.reset.ResponseHeaders;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/// Lets another listener hear inside a guard, which catches its defects: the HTTP client would drop
/// them, and the caller would wait for ever.
public record GuardedListener(UpstreamListener inner, Consumer<Runnable> guard)
        implements UpstreamListener {

    @Override
    public void head(int status, ResponseHeaders headers) {
        guard.accept(() -> inner.head(status, headers));
    }

    @Override
    public void body(Buffer bytes) {
        guard.accept(() -> inner.body(bytes));
    }

    @Override
    public void ended() {
        guard.accept(inner::ended);
    }

    @Override
    public void failed(UpstreamFailure failure) {
        guard.accept(() -> inner.failed(failure));
    }
}
