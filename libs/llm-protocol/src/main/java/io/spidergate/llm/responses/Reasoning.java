package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;

/// The texts of a `reasoning` item: its summaries, then its thoughts themselves (which open models
/// show), with a blank line between two of them.
final class Reasoning {

    static final String BETWEEN = "\n\n";

    private Reasoning() {}

    static String text(JsonNode reasoning) {
        var text = new StringBuilder();
        append(text, reasoning.path("summary"));
        append(text, reasoning.path("content"));
        return text.toString();
    }

    private static void append(StringBuilder text, JsonNode parts) {
        for (JsonNode part : parts) {
            String piece = part.path("text").asText("");
            if (!piece.isEmpty()) {
                text.append(text.isEmpty() ? "" : BETWEEN).append(piece);
            }
        }
    }
}
