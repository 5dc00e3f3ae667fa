package io.spidergate.simulator.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/// Makes a value that a JSON schema accepts, always the same for the same schema; Google writes the
/// names of types in capitals.
final class SchemaExample {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 12;

    private final JsonNode root;
    private final String text;

    /// @param text what free strings are filled with
    private SchemaExample(JsonNode root, String text) {
        this.root = root;
        this.text = text;
    }

    static JsonNode of(JsonNode schema, String text) {
        JsonNode value = new SchemaExample(schema, text).value(schema, 0);
        return value.isObject() || schema.has("type") ? value : NODES.objectNode();
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (depth > MAX_DEPTH) {
            return NODES.nullNode();
        }
        for (String name : new String[] {"const", "default"}) {
            if (schema.has(name)) {
                return schema.path(name);
            }
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").path(0);
        }
        if (schema.path("$ref").asText().startsWith("#/")) {
            return value(root.at(schema.path("$ref").asText().substring(1)), depth + 1);
        }
        for (String name : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (!schema.path(name).isEmpty()) {
                return value(schema.path(name).path(0), depth + 1);
            }
        }
        return typed(schema, depth);
    }

    private JsonNode typed(JsonNode schema, int depth) {
        JsonNode type = schema.path("type");
        String name = (type.isArray() ? type.path(0) : type).asText().toLowerCase(Locale.ROOT);
        if (name.isEmpty() && schema.has("properties")) {
            name = "object";
        }
        return switch (name) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> NODES.numberNode((long) Math.ceil(least(schema)));
            case "number" -> NODES.numberNode(least(schema));
            case "boolean" -> NODES.booleanNode(true);
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(string(schema));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties")
                .properties()
                .forEach(property ->
                        object.set(property.getKey(), value(property.getValue(), depth + 1)));
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        int count = Math.clamp(schema.path("minItems").asInt(1), 0, 100);
        for (int at = 0; at < count; at++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private static double least(JsonNode schema) {
        double floor = schema.path("exclusiveMinimum").asDouble(-1) + 1;
        double least = Math.max(schema.path("minimum").asDouble(floor), floor);
        return schema.has("maximum") ? Math.min(least, schema.path("maximum").asDouble()) : least;
    }

    private String string(JsonNode schema) {
        String filled =
                switch (schema.path("format").asText()) {
                    case "date" -> "2026-11-22";
                    case "date-time" -> "2026-11-22T12:00:00Z";
                    case "uri" -> "https://example.org/";
                    case "email" -> "someone@example.org";
                    default -> text;
                };
        int least = Math.clamp(schema.path("minLength").asInt(0), 0, 10_000);
        int most = Math.clamp(schema.path("maxLength").asInt(10_000), 0, 10_000);
        String padded =
                filled.length() < least ? filled + "x".repeat(least - filled.length()) : filled;
        return padded.length() > most ? padded.substring(0, most) : padded;
    }
}
