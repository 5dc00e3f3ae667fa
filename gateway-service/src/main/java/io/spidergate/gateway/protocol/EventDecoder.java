package io.spidergate.gateway.protocol;

import io.spidergate.llm.sse.SseDecoder;
import io.spidergate.llm.sse.SseProgress;
import io.spidergate.llm.sse.SseSink;
import java.util.Optional;

/// Turns the bytes of a stream into events. For one stream and one thread.
interface EventDecoder {

    /// @return what is wrong with the stream, after which nothing of it is handed out any more
    Optional<String> feed(byte[] bytes, SseSink sink);

    /// The stream has ended.
    void finish(SseSink sink);

    static EventDecoder of(SseDecoder decoder) {
        return new EventDecoder() {
            @Override
            public Optional<String> feed(byte[] bytes, SseSink sink) {
                return decoder.feed(bytes, sink) instanceof SseProgress.Oversized over
                        ? Optional.of(tooLarge(over.limitBytes()))
                        : Optional.empty();
            }

            @Override
            public void finish(SseSink sink) {
                decoder.finish(sink);
            }
        };
    }

    static String tooLarge(int limit) {
        return "an event is larger than %d bytes".formatted(limit);
    }
}
