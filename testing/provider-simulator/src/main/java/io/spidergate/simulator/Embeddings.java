package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.simulator.wire.Bodies;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/// Vectors of length one that are the same for the same text and different for others.
final class Embeddings {

    private static final int DIMENSIONS = 256;
    private static final int MAX_DIMENSIONS = 4_096;

    private Embeddings() {}

    static ObjectNode answer(JsonNode request, String model) {
        boolean base64 = request.path("encoding_format").asText().equals("base64");
        int dimensions =
                Math.clamp(request.path("dimensions").asInt(DIMENSIONS), 1, MAX_DIMENSIONS);
        List<String> inputs = inputs(request.path("input"));
        ObjectNode body = Bodies.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (String input : inputs) {
            ObjectNode item =
                    data.addObject().put("object", "embedding").put("index", data.size() - 1);
            float[] vector = vector(input, dimensions);
            if (base64) {
                item.put("embedding", base64(vector));
            } else {
                ArrayNode numbers = item.putArray("embedding");
                for (float number : vector) {
                    numbers.add(number);
                }
            }
        }
        long tokens = inputs.stream().mapToLong(TokenEstimate::ofText).sum();
        body.put("model", model);
        body.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return body;
    }

    /// Texts, or arrays of token numbers, or one of either.
    static List<String> inputs(JsonNode input) {
        if (!input.isArray()) {
            return input.isTextual() ? List.of(input.textValue()) : List.of();
        }
        if (input.path(0).isNumber()) {
            return List.of(input.toString());
        }
        List<String> texts = new ArrayList<>(input.size());
        input.forEach(each -> texts.add(each.isTextual() ? each.textValue() : each.toString()));
        return texts;
    }

    private static float[] vector(String text, int dimensions) {
        SplittableRandom random = new SplittableRandom(text.hashCode());
        float[] vector = new float[dimensions];
        double squares = 0;
        for (int at = 0; at < dimensions; at++) {
            vector[at] = (float) random.nextDouble(-1, 1);
            squares += vector[at] * vector[at];
        }
        float length = (float) Math.sqrt(squares);
        for (int at = 0; at < dimensions; at++) {
            vector[at] /= length;
        }
        return vector;
    }

    /// Little-endian 32 bit floats, as the official SDKs ask for.
    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : vector) {
            bytes.putFloat(number);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
