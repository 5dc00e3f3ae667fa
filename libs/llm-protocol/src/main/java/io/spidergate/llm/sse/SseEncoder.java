package io.spidergate.llm.sse;

import io.spidergate.llm.ByteSearch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes frames of a `text/event-stream`.
public final class SseEncoder {

    private static final byte[] EVENT = ascii("event: ");
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] DONE = ascii("data: [DONE]\n\n");

    private SseEncoder() {}

    /// A frame without a name, as chat completion chunks are sent.
    public static byte[] data(byte[] payload) {
        if (ByteSearch.lineBreak(payload, 0, payload.length) < payload.length) {
            return lines(new ByteArrayOutputStream(payload.length + 32), payload);
        }
        byte[] frame = new byte[DATA.length + payload.length + 2];
        System.arraycopy(DATA, 0, frame, 0, DATA.length);
        System.arraycopy(payload, 0, frame, DATA.length, payload.length);
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        return frame;
    }

    /// A named frame; a line break in the name would forge another field, so it is refused.
    public static byte[] event(String name, byte[] payload) {
        if (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("an event's name must not hold a line break");
        }
        var out = new ByteArrayOutputStream(payload.length + name.length() + 32);
        out.writeBytes(EVENT);
        out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        return lines(out, payload);
    }

    /// A comment, which keeps a silent connection open.
    public static byte[] comment(String text) {
        return (": " + text.replaceAll("[\r\n]+", " ") + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /// The frame `[DONE]` that ends a chat stream which did not break.
    public static byte[] done() {
        return DONE.clone();
    }

    private static byte[] lines(ByteArrayOutputStream out, byte[] payload) {
        out.writeBytes(DATA);
        for (int at = 0; at < payload.length; at++) {
            if (!isLineBreak(payload[at])) {
                out.write(payload[at]);
                continue;
            }
            boolean pair =
                    payload[at] == '\r' && at + 1 < payload.length && payload[at + 1] == '\n';
            at += pair ? 1 : 0;
            out.write('\n');
            out.writeBytes(DATA);
        }
        out.write('\n');
        out.write('\n');
        return out.toByteArray();
    }

    private static boolean isLineBreak(byte value) {
        return value == '\n' || value == '\r';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
