package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.Json;
import java.util.List;

/// Writes what a user or a function said. Blank texts, which the API refuses, are not written.
final class UserContent {

    private UserContent() {}

    static ArrayNode of(List<Part> parts) {
        ArrayNode blocks = Json.MAPPER.createArrayNode();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) -> {
                    if (!text.isBlank()) {
                        blocks.add(text(text));
                    }
                }
                case Part.InlineImage image -> blocks.add(inline(image));
                case Part.LinkedImage(String url) -> {
                    ObjectNode block = block("image");
                    block.putObject("source").put("type", "url").put("url", url);
                    blocks.add(block);
                }
            }
        }
        return blocks;
    }

    static ObjectNode result(Turn.ToolResult result, ToolIds ids) {
        ObjectNode block = block("tool_result").put("tool_use_id", ids.ofResult(result.callId()));
        ArrayNode content = of(result.parts());
        if (!content.isEmpty()) {
            block.set("content", content);
        }
        if (result.failed()) {
            block.put("is_error", true);
        }
        return block;
    }

    static ObjectNode text(String text) {
        return block("text").put("text", text);
    }

    private static ObjectNode inline(Part.InlineImage image) {
        ObjectNode block = block("image");
        block.putObject("source")
                .put("type", "base64")
                .put("media_type", mediaType(image))
                .put("data", image.base64());
        return block;
    }

    /// A common mistake that other providers let pass.
    private static String mediaType(Part.InlineImage image) {
        return image.mediaType().equals("image/jpg") ? "image/jpeg" : image.mediaType();
    }

    private static ObjectNode block(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }
}
