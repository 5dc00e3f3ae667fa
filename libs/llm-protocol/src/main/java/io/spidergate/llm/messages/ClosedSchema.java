package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A schema whose objects say `additionalProperties: false` where they said nothing: the API
/// refuses others as form of an answer.
final class ClosedSchema {

    private ClosedSchema() {}

    /// @param schema is not changed
    static JsonNode of(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object) {
            boolean ofObjects = object.path("type").asText().equals("object");
            if (ofObjects && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            object.forEach(ClosedSchema::close);
        } else if (node instanceof ArrayNode array) {
            array.forEach(ClosedSchema::close);
        }
    }
}
