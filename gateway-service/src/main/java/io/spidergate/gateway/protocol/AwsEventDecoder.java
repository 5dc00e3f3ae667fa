package io.spidergate.gateway.protocol;

import io.spidergate.llm.json.Json;
import io.spidergate.llm.sse.SseSink;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/// Events of AWS. The decoder is AWS's own; it checks lengths and checksums.
///
/// An exception of the service is an event by the name of its type; one of the transport is an
/// event named `error` with a message.
final class AwsEventDecoder implements EventDecoder {

    private static final int LENGTH_BYTES = 4;

    private final int maxEventBytes;
    private final MessageDecoder decoder = new MessageDecoder();
    private final byte[] head = new byte[LENGTH_BYTES];
    private int headBytes;
    private long left;

    AwsEventDecoder(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public Optional<String> feed(byte[] bytes, SseSink sink) {
        if (announcesTooMuch(bytes)) {
            return Optional.of(EventDecoder.tooLarge(maxEventBytes));
        }
        try {
            decoder.feed(bytes);
        } catch (RuntimeException broken) { // the decoder has no type of its own for it
            return Optional.of("a broken event: " + broken.getMessage());
        }
        for (Message message : decoder.getDecodedMessages()) {
            hand(message, sink);
        }
        return Optional.empty();
    }

    /// The decoder takes as much memory as a message says that it will have, so that must be looked
    /// at before it does: each message begins with its length.
    private boolean announcesTooMuch(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (left > 0) {
                int step = (int) Math.min(left, bytes.length - at);
                at += step;
                left -= step;
            } else {
                head[headBytes++] = bytes[at++];
                if (headBytes == LENGTH_BYTES) {
                    headBytes = 0;
                    left = Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt()) - LENGTH_BYTES;
                    if (left > maxEventBytes || left < 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void hand(Message message, SseSink sink) {
        Map<String, HeaderValue> headers = message.getHeaders();
        byte[] payload = message.getPayload();
        switch (text(headers, ":message-type", "event")) {
            case "exception" -> event(text(headers, ":exception-type", "exception"), payload, sink);
            case "error" -> event("error", error(headers), sink);
            default -> event(text(headers, ":event-type", "message"), payload, sink);
        }
    }

    private static void event(String name, byte[] payload, SseSink sink) {
        sink.event(name, payload, 0, payload.length);
    }

    private static byte[] error(Map<String, HeaderValue> headers) {
        String message =
                text(headers, ":error-code", "") + ": " + text(headers, ":error-message", "");
        return Json.bytes(Json.MAPPER.createObjectNode().put("message", message));
    }

    private static String text(Map<String, HeaderValue> headers, String name, String otherwise) {
        @Nullable HeaderValue value = headers.get(name);
        return value == null ? otherwise : String.valueOf(value.getString());
    }

    /// What has come of a message that is not whole is none.
    @Override
    public void finish(SseSink sink) {}
}
