package io.spidergate.llm.generatecontent;

import io.spidergate.llm.sse.SseEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// How the frames of a stream are put on the wire.
public enum Framing {
    /// `alt=sse`: events without names, and without `[DONE]`.
    EVENTS {
        @Override
        byte[] frame(byte[] json, boolean first) {
            return SseEncoder.data(json);
        }

        @Override
        byte[] close() {
            return new byte[0];
        }
    },
    /// Google's form without `alt=sse`: one JSON array that grows. It is closed only where the
    /// answer is complete, so that a broken one is not even JSON.
    ARRAY {
        @Override
        byte[] frame(byte[] json, boolean first) {
            var out = new ByteArrayOutputStream(json.length + 3);
            out.writeBytes((first ? "[" : ",\r\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(json);
            return out.toByteArray();
        }

        @Override
        byte[] close() {
            return new byte[] {']'};
        }
    };

    abstract byte[] frame(byte[] json, boolean first);

    abstract byte[] close();
}
