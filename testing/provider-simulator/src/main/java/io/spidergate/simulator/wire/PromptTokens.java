package io.spidergate.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.TokenEstimate;
import java.util.Map;
import java.util.Set;

/// What a request weighs: all its texts, and a fixed price a picture, whatever the protocol.
public final class PromptTokens {

    private static final Set<String> PICTURES =
            Set.of("source", "inlineData", "fileData", "image_url", "file_data");

    /// Settings and seals, which are not read as text.
    private static final Set<String> WEIGHTLESS =
            Set.of("type", "role", "signature", "thoughtSignature", "encrypted_content", "id");

    private PromptTokens() {}

    public static long of(JsonNode... parts) {
        long quarters = 0;
        for (JsonNode part : parts) {
            quarters += quarters(part);
        }
        return TokenEstimate.ofParts(quarters);
    }

    private static long quarters(JsonNode node) {
        if (node.isTextual()) {
            return TokenEstimate.parts(node.textValue());
        }
        long quarters = 0;
        for (JsonNode item : node.isArray() ? node : Bodies.object()) {
            quarters += quarters(item);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (PICTURES.contains(field.getKey())) {
                quarters += 4L * TokenEstimate.PER_IMAGE;
            } else if (!WEIGHTLESS.contains(field.getKey())) {
                quarters += quarters(field.getValue());
            }
        }
        return node.has("role") ? quarters + 4L * TokenEstimate.PER_MESSAGE : quarters;
    }
}
