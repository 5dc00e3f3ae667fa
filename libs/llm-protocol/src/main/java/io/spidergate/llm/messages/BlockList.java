package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;

/// Content blocks as the `content` of a plain message.
final class BlockList implements BlockSink {

    private final ArrayNode content = Json.MAPPER.createArrayNode();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder input = new StringBuilder();
    private ObjectNode block = Json.MAPPER.createObjectNode();

    ArrayNode content() {
        return content;
    }

    @Override
    public void begin(ObjectNode begun) {
        block = begun;
        content.add(begun);
    }

    @Override
    public void more(Delta delta, String piece) {
        switch (delta) {
            case TEXT, THINKING -> text.append(piece);
            case SIGNATURE -> block.put(delta.field(), piece);
            case INPUT -> input.append(piece);
        }
    }

    @Override
    public void end() {
        switch (block.path("type").asText()) {
            case "text" -> block.put("text", text.toString());
            case "thinking" -> block.put("thinking", text.toString());
            case "tool_use" -> block.set("input", ToolInput.of(input.toString()).object());
            default -> {}
        }
        text.setLength(0);
        input.setLength(0);
    }
}
