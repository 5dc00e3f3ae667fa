package io.spidergate.llm.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/// Writes `additionalModelRequestFields`: what Converse hands to a model as it is, in the words of
/// the model's maker, known by its name.
///
/// Rules: Claude takes what Messages says of thinking, effort and `top_k`; OpenAI's open models an
/// effort; all others none of it, with a note.
final class ModelFields {

    private static final int LOW_BELOW = 2_048;
    private static final int MEDIUM_BELOW = 16_384;

    private ModelFields() {}

    static void write(ObjectNode messages, String model, ObjectNode body, List<String> notes) {
        String name = model.toLowerCase(Locale.ROOT);
        JsonNode thinking = messages.path("thinking");
        JsonNode effort = messages.path("output_config").path("effort");
        JsonNode topK = messages.path("top_k");
        if (name.contains("claude")) {
            put(body, "thinking", thinking);
            put(body, "top_k", topK);
            if (!effort.isMissingNode()) {
                fields(body).putObject("output_config").set("effort", effort);
            }
            return;
        }
        if (name.contains("gpt-oss")) {
            openModel(thinking, body);
        } else if (thinks(thinking)) {
            notes.add("thinking was left out: the model has no word for it here");
        }
        if (!topK.isMissingNode()) {
            notes.add("top_k was left out: the model has no word for it here");
        }
    }

    private static void put(ObjectNode body, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            fields(body).set(name, value);
        }
    }

    private static ObjectNode fields(ObjectNode body) {
        return body.withObjectProperty("additionalModelRequestFields");
    }

    private static void openModel(JsonNode thinking, ObjectNode body) {
        if (thinks(thinking)) {
            fields(body).put("reasoning_effort", effort(thinking.path("budget_tokens").asInt()));
        } else if (!thinking.isMissingNode()) {
            fields(body).put("reasoning_effort", "low"); // it cannot be kept from thinking
        }
    }

    private static boolean thinks(JsonNode thinking) {
        return !thinking.isMissingNode() && !thinking.path("type").asText().equals("disabled");
    }

    private static String effort(int budget) {
        if (budget < LOW_BELOW) {
            return "low";
        }
        return budget < MEDIUM_BELOW ? "medium" : "high";
    }
}
