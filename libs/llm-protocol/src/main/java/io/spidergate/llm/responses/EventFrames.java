package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.sse.SseEncoder;
import java.io.ByteArrayOutputStream;

/// Numbers events from 0 and keeps their frames until they are taken; each frame is named like its
/// type.
final class EventFrames implements EventSink {

    private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
    private long sequence;

    @Override
    public void event(String type, ObjectNode fields) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("type", type).put("sequence_number", sequence++);
        event.setAll(fields);
        frames.writeBytes(SseEncoder.event(type, Json.bytes(event)));
    }

    byte[] take() {
        byte[] taken = frames.toByteArray();
        frames.reset();
        return taken;
    }
}
