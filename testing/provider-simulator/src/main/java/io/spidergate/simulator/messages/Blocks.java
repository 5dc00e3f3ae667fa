package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Looks into the content blocks of a message.
final class Blocks {

    private Blocks() {}

    static boolean holds(JsonNode message, String type) {
        return !of(message, type).isEmpty();
    }

    static List<JsonNode> of(JsonNode message, String type) {
        List<JsonNode> blocks = new ArrayList<>();
        for (JsonNode block : message.path("content")) {
            if (block.path("type").asText().equals(type)) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    /// Texts, and a word for each picture.
    static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode block : content) {
            switch (block.path("type").asText()) {
                case "text" -> texts.add(block.path("text").asText());
                case "image" -> texts.add("[picture]");
                default -> {} // what is neither said nor shown
            }
        }
        return String.join(" ", texts);
    }
}
