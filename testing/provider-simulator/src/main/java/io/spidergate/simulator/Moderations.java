package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.simulator.wire.Bodies;
import java.util.List;
import java.util.Locale;

/// Verdicts by one word: what speaks of violence is violent. In OpenAI's form, or in Mistral's,
/// which has categories of its own, tells usage, and does not sum up whether anything is flagged.
record Moderations(Manner manner) {

    private static final List<String> OPENAIS =
            List.of(
                    "harassment",
                    "harassment/threatening",
                    "hate",
                    "hate/threatening",
                    "illicit",
                    "illicit/violent",
                    "self-harm",
                    "self-harm/instructions",
                    "self-harm/intent",
                    "sexual",
                    "sexual/minors",
                    "violence",
                    "violence/graphic");
    private static final List<String> MISTRALS =
            List.of("sexual", "hate_and_discrimination", "violence_and_threats", "selfharm", "pii");

    ObjectNode answer(JsonNode request, String model) {
        JsonNode input = request.path("input");
        List<String> texts = Embeddings.inputs(input);
        boolean together = input.isArray() && input.path(0).isObject();
        ObjectNode body = Bodies.object().put("id", "modr-" + texts.hashCode()).put("model", model);
        ArrayNode results = body.putArray("results");
        for (String text : together ? List.of(String.join(" ", texts)) : texts) {
            judge(results.addObject(), text.toLowerCase(Locale.ROOT).contains("violen"), together);
        }
        if (manner == Manner.MISTRAL) {
            long tokens = texts.stream().mapToLong(TokenEstimate::ofText).sum();
            body.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        }
        return body;
    }

    private void judge(ObjectNode result, boolean violent, boolean seen) {
        boolean openAi = manner != Manner.MISTRAL;
        if (openAi) {
            result.put("flagged", violent);
        }
        ObjectNode categories = result.putObject("categories");
        ObjectNode scores = result.putObject("category_scores");
        ObjectNode types = Bodies.object();
        for (String category : openAi ? OPENAIS : MISTRALS) {
            boolean is = violent && category.startsWith("violence");
            categories.put(category, is);
            scores.put(category, is ? 0.97 : 0.0001);
            types.putArray(category).add("text");
            if (seen && category.startsWith("violence")) {
                types.withArray(category).add("image");
            }
        }
        if (openAi) {
            result.set("category_applied_input_types", types);
        }
    }
}
