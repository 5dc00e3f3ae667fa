package io.spidergate.gateway.protocol;

import io.spidergate.llm.sse.SseDecoder;
import java.util.Locale;

/// How a provider's events lie in its stream.
enum EventFormat {
    /// Server-sent events.
    SSE("text/event-stream") {
        @Override
        EventDecoder decoder(int maxEventBytes) {
            return EventDecoder.of(new SseDecoder(maxEventBytes));
        }
    },
    /// Binary messages with checksums, as AWS sends them.
    AWS("application/vnd.amazon.eventstream") {
        @Override
        EventDecoder decoder(int maxEventBytes) {
            return new AwsEventDecoder(maxEventBytes);
        }
    };

    private final String mediaType;

    EventFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    boolean is(String providersMediaType) {
        return providersMediaType.toLowerCase(Locale.ROOT).contains(mediaType);
    }

    abstract EventDecoder decoder(int maxEventBytes);
}
