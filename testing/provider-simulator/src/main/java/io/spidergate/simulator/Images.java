package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.simulator.wire.Bodies;

/// One red pixel for each image that was asked for, as a PNG or where to find it; with the usage
/// that OpenAI's newer models tell.
final class Images {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    /// What OpenAI counts for a square picture of medium quality.
    private static final int TOKENS = 1_056;

    private Images() {}

    static ObjectNode answer(JsonNode request, String model) {
        int count = Math.clamp(request.path("n").asInt(1), 1, 10);
        boolean byUrl = request.path("response_format").asText().equals("url");
        ObjectNode body = Bodies.object().put("created", 1_763_769_600);
        ArrayNode images = body.putArray("data");
        for (int image = 0; image < count; image++) {
            if (byUrl) {
                images.addObject()
                        .put("url", "https://images.example/%s/%d.png".formatted(model, image));
            } else {
                images.addObject().put("b64_json", PIXEL);
            }
        }
        usage(body.putObject("usage"), request, count);
        return body;
    }

    private static void usage(ObjectNode usage, JsonNode request, int count) {
        long input = TokenEstimate.ofText(request.path("prompt").asText());
        long output = (long) TOKENS * count;
        usage.put("input_tokens", input)
                .put("output_tokens", output)
                .put("total_tokens", input + output)
                .putObject("input_tokens_details")
                .put("text_tokens", input)
                .put("image_tokens", 0);
    }
}
