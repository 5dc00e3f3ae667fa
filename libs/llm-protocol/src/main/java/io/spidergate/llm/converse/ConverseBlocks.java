package io.spidergate.llm.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;

/// Says in Converse's words what the content of Messages says.
final class ConverseBlocks {

    private static final String IMAGE = "image/";

    private ConverseBlocks() {}

    static ArrayNode messages(JsonNode messages) {
        ArrayNode written = Json.MAPPER.createArrayNode();
        for (JsonNode message : messages) {
            ObjectNode one = written.addObject();
            one.set("role", message.path("role"));
            one.set("content", content(message.path("content")));
        }
        return written;
    }

    static ArrayNode system(JsonNode system) {
        return content(system);
    }

    private static ArrayNode content(JsonNode content) {
        ArrayNode blocks = Json.MAPPER.createArrayNode();
        if (content.isTextual()) {
            blocks.addObject().set("text", content);
        }
        for (JsonNode block : content) {
            blocks.add(block(block));
        }
        return blocks;
    }

    private static ObjectNode block(JsonNode block) {
        ObjectNode written = Json.MAPPER.createObjectNode();
        switch (block.path("type").asText()) {
            case "text" -> written.set("text", block.path("text"));
            case "image" -> image(block.path("source"), written.putObject("image"));
            case "tool_use" -> {
                ObjectNode call = written.putObject("toolUse");
                call.set("toolUseId", block.path("id"));
                call.set("name", block.path("name"));
                call.set("input", block.path("input"));
            }
            case "tool_result" -> result(block, written.putObject("toolResult"));
            case "thinking" -> {
                ObjectNode thought =
                        written.putObject("reasoningContent").putObject("reasoningText");
                thought.set("text", block.path("thinking"));
                thought.set("signature", block.path("signature"));
            }
            case "redacted_thinking" ->
                    written.putObject("reasoningContent")
                            .set("redactedContent", block.path("data"));
            default ->
                    throw new IllegalStateException(
                            "nobody writes blocks of type " + block.path("type"));
        }
        return written;
    }

    private static void image(JsonNode source, ObjectNode image) {
        String type = source.path("media_type").asText();
        image.put("format", type.startsWith(IMAGE) ? type.substring(IMAGE.length()) : type);
        image.putObject("source").set("bytes", source.path("data"));
    }

    /// Results have no place for nothing.
    private static void result(JsonNode block, ObjectNode result) {
        result.set("toolUseId", block.path("tool_use_id"));
        ArrayNode content = content(block.path("content"));
        if (content.isEmpty()) {
            content.addObject().put("text", "(nothing)");
        }
        result.set("content", content);
        if (block.path("is_error").asBoolean()) {
            result.put("status", "error");
        }
    }
}
