package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.sse.SseEncoder;
import java.io.ByteArrayOutputStream;

/// Content blocks as named events. A `ping` follows the first beginning, as Anthropic's own streams
/// have it.
final class BlockFrames implements BlockSink {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int index = -1;

    /// Goes on behind the block of this number.
    void goOnAt(int now) {
        index = now;
    }

    /// The frames since the last call.
    byte[] taken() {
        byte[] frames = out.toByteArray();
        out.reset();
        return frames;
    }

    /// @param event with its `type`, which is its name too
    void frame(ObjectNode event) {
        out.writeBytes(SseEncoder.event(event.path("type").asText(), Json.bytes(event)));
    }

    static ObjectNode event(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    @Override
    public void begin(ObjectNode block) {
        index++;
        frame(ofBlock("content_block_start").set("content_block", block));
        if (index == 0) {
            frame(event("ping"));
        }
    }

    @Override
    public void more(Delta delta, String piece) {
        ObjectNode event = ofBlock("content_block_delta");
        event.putObject("delta").put("type", delta.type()).put(delta.field(), piece);
        frame(event);
    }

    @Override
    public void end() {
        frame(ofBlock("content_block_stop"));
    }

    private ObjectNode ofBlock(String type) {
        return event(type).put("index", index);
    }
}
