package io.spidergate.simulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/// Refuses what a shape does not have.
final class Shape {

    private Shape() {}

    static void known(String path, JsonNode shape, Set<String> fields) {
        for (Map.Entry<String, JsonNode> field : shape.properties()) {
            if (!fields.contains(field.getKey())) {
                throw new Malformed(
                        path,
                        "The model returned the following errors: %s: Extra inputs are not permitted"
                                .formatted(
                                        path.isEmpty()
                                                ? field.getKey()
                                                : path + "." + field.getKey()));
            }
        }
    }
}
