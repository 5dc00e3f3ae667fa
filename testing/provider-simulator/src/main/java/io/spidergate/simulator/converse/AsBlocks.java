package io.spidergate.simulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.wire.Bodies;
import java.util.Set;

/// Content blocks of Converse in the words of Messages.
///
/// @param path of the list, for what is refused
record AsBlocks(String path) {

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "webp");

    ArrayNode of(JsonNode content) {
        ArrayNode blocks = Bodies.MAPPER.createArrayNode();
        for (int at = 0; at < content.size(); at++) {
            blocks.add(block(path + "." + at, content.path(at)));
        }
        return blocks;
    }

    private static ObjectNode block(String at, JsonNode block) {
        if (block.size() != 1) {
            throw new Malformed(at, "The ContentBlock object at %s must set one key".formatted(at));
        }
        return switch (block.properties().iterator().next().getKey()) {
            case "text" -> text(at, block.path("text"));
            case "image" -> image(at, block.path("image"));
            case "toolUse" -> call(at, block.path("toolUse"));
            case "toolResult" -> result(at, block.path("toolResult"));
            case "reasoningContent" -> thought(block.path("reasoningContent"));
            default -> throw new Malformed(at, "unknown member of ContentBlock at " + at);
        };
    }

    private static ObjectNode text(String at, JsonNode text) {
        if (text.asText().isBlank()) {
            throw new Malformed(
                    at, "The text field in the ContentBlock object at %s is blank.".formatted(at));
        }
        ObjectNode block = Bodies.typed("text");
        block.set("text", text);
        return block;
    }

    private static ObjectNode image(String at, JsonNode image) {
        Shape.known(at, image, Set.of("format", "source"));
        Shape.known(at + ".source", image.path("source"), Set.of("bytes"));
        if (!FORMATS.contains(image.path("format").asText())) {
            throw new Malformed(at, "format must satisfy enum value set: " + FORMATS);
        }
        ObjectNode block = Bodies.typed("image");
        block.putObject("source")
                .put("type", "base64")
                .put("media_type", "image/" + image.path("format").asText())
                .set("data", image.path("source").path("bytes"));
        return block;
    }

    private static ObjectNode call(String at, JsonNode call) {
        Shape.known(at, call, Set.of("toolUseId", "name", "input"));
        ObjectNode block = Bodies.typed("tool_use");
        block.set("id", call.path("toolUseId"));
        block.set("name", call.path("name"));
        block.set("input", call.path("input"));
        return block;
    }

    private static ObjectNode result(String at, JsonNode result) {
        Shape.known(at, result, Set.of("toolUseId", "content", "status"));
        if (result.path("content").isEmpty()) {
            throw new Malformed(at, "The content field at %s is empty".formatted(at));
        }
        ObjectNode block = Bodies.typed("tool_result");
        block.set("tool_use_id", result.path("toolUseId"));
        block.set("content", new AsBlocks(at + ".content").of(result.path("content")));
        block.put("is_error", result.path("status").asText().equals("error"));
        return block;
    }

    private static ObjectNode thought(JsonNode thought) {
        if (thought.has("redactedContent")) {
            ObjectNode block = Bodies.typed("redacted_thinking");
            block.set("data", thought.path("redactedContent"));
            return block;
        }
        ObjectNode block = Bodies.typed("thinking");
        block.set("thinking", thought.path("reasoningText").path("text"));
        block.set("signature", thought.path("reasoningText").path("signature"));
        return block;
    }
}
