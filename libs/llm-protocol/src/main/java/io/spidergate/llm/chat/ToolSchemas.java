package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import java.util.Map;
import java.util.Set;

/// Schemas of tools without what some providers reject.
final class ToolSchemas {

    private static final Set<String> ANNOTATIONS = Set.of("additionalProperties", "$schema");

    /// Keywords whose value maps names to schemas: a property may be called as a keyword is.
    private static final Set<String> NAMED = Set.of("properties", "$defs", "definitions");

    /// Keywords whose value is a schema or a list of them.
    private static final Set<String> NESTED = Set.of("items", "anyOf", "oneOf", "allOf", "not");

    private ToolSchemas() {}

    static void withoutAnnotations(ObjectNode body) {
        if (!(body.get("tools") instanceof ArrayNode tools)) {
            return;
        }
        ArrayNode plain = body.putArray("tools");
        for (JsonNode tool : tools) {
            plain.add(
                    tool instanceof ObjectNode object
                                    && tool.get("function") instanceof ObjectNode function
                            ? MessageBends.copy(object).set("function", plain(function))
                            : tool);
        }
    }

    private static ObjectNode plain(ObjectNode function) {
        ObjectNode copy = MessageBends.copy(function);
        if (function.has("parameters")) {
            copy.set("parameters", schema(function.path("parameters")));
        }
        return copy;
    }

    private static JsonNode schema(JsonNode schema) {
        if (schema instanceof ArrayNode several) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            several.forEach(one -> copy.add(schema(one)));
            return copy;
        }
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode copy = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!ANNOTATIONS.contains(keyword.getKey())) {
                copy.set(keyword.getKey(), value(keyword.getKey(), keyword.getValue()));
            }
        }
        return copy;
    }

    private static JsonNode value(String keyword, JsonNode value) {
        if (NESTED.contains(keyword)) {
            return schema(value);
        }
        if (!NAMED.contains(keyword) || !value.isObject()) {
            return value;
        }
        ObjectNode named = Json.MAPPER.createObjectNode();
        value.properties().forEach(it -> named.set(it.getKey(), schema(it.getValue())));
        return named;
    }
}
