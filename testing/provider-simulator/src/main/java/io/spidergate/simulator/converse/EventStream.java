package io.spidergate.simulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.wire.Bodies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// Messages of `application/vnd.amazon.eventstream`: length, length of the headers, checksum of the
/// two, headers, payload, checksum of all.
final class EventStream {

    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;
    private static final byte STRING = 7;

    private EventStream() {}

    static byte[] event(String type, JsonNode payload) {
        return message("event", ":event-type", type, Bodies.bytes(payload));
    }

    static byte[] event(String type, byte[] payload) {
        return message("event", ":event-type", type, payload);
    }

    static byte[] exception(String type, JsonNode payload) {
        return message("exception", ":exception-type", type, Bodies.bytes(payload));
    }

    private static byte[] message(String kind, String typeHeader, String type, byte[] payload) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(typeHeader, type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", kind);
        byte[] head = headers(headers);
        int length = PRELUDE + head.length + payload.length + CHECKSUM;
        ByteBuffer message = ByteBuffer.allocate(length).putInt(length).putInt(head.length);
        message.putInt(checksum(message.array(), message.position()));
        message.put(head).put(payload);
        message.putInt(checksum(message.array(), message.position()));
        return message.array();
    }

    private static byte[] headers(Map<String, String> headers) {
        ByteBuffer bytes = ByteBuffer.allocate(1_024);
        headers.forEach((name, value) -> {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            bytes.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
            bytes.put(STRING).putShort((short) text.length).put(text);
        });
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
