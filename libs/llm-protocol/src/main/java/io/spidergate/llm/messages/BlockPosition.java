package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.sse.SseEvent;
import java.io.IOException;

/// Where a stream is that a provider wrote and that went through as it was: which block is open,
/// and its number.
final class BlockPosition {

    private int index = -1;
    private ContentBlocks.Open open = ContentBlocks.Open.NOTHING;
    private boolean lost;

    /// Of the block that was begun last; -1 before the first.
    int index() {
        return index;
    }

    ContentBlocks.Open open() {
        return open;
    }

    /// A block came that nobody here could go on behind.
    boolean isLost() {
        return lost;
    }

    void passed(String name, byte[] buffer, int offset, int length) {
        switch (name) {
            case "content_block_start", SseEvent.MESSAGE -> look(name, buffer, offset, length);
            case "content_block_stop" -> open = ContentBlocks.Open.NOTHING;
            default -> {} // says nothing of blocks, or not where they begin and end
        }
    }

    private void look(String name, byte[] buffer, int offset, int length) {
        try {
            JsonNode event = Json.MAPPER.readTree(buffer, offset, length);
            String type = event.path("type").asText(name);
            if (type.equals("content_block_start")) {
                begun(event);
            } else if (type.equals("content_block_stop")) {
                open = ContentBlocks.Open.NOTHING;
            }
        } catch (IOException broken) {
            lost = true; // the reader tells what is wrong with it
        }
    }

    private void begun(JsonNode event) {
        index = event.path("index").asInt(index + 1);
        switch (event.path("content_block").path("type").asText()) {
            case "text" -> open = ContentBlocks.Open.TEXT;
            case "thinking", "redacted_thinking" -> open = ContentBlocks.Open.THINKING;
            default -> lost = true;
        }
    }
}
