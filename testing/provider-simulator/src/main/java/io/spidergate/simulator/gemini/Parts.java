package io.spidergate.simulator.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Looks into the parts of a content.
final class Parts {

    private Parts() {}

    /// @param kind the field that makes a part what it is
    static List<JsonNode> of(JsonNode content, String kind) {
        List<JsonNode> parts = new ArrayList<>();
        for (JsonNode part : content.path("parts")) {
            if (part.has(kind)) {
                parts.add(part);
            }
        }
        return parts;
    }

    /// Texts, and a word for each picture.
    static String text(JsonNode content) {
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content.path("parts")) {
            if (part.has("text")) {
                texts.add(part.path("text").asText());
            } else if (part.has("inlineData") || part.has("fileData")) {
                texts.add("[picture]");
            }
        }
        return String.join(" ", texts);
    }
}
