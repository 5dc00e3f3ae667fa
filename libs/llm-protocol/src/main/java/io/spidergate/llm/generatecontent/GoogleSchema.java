package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import java.util.Locale;
import java.util.Set;

/// Google's own schema (a subset of OpenAPI 3.0) as a JSON schema.
///
/// Rules: types become lower case; `nullable` becomes the type `null` beside the others, and a
/// value among those of an `enum`; numbers that came as strings, as protocol buffers write 64 bits,
/// become numbers; `example` becomes `examples`; `propertyOrdering` and the format `enum`, which
/// JSON schema does not have, are left out, since neither changes what is valid.
final class GoogleSchema {

    private static final Set<String> COUNTS =
            Set.of(
                    "minItems",
                    "maxItems",
                    "minLength",
                    "maxLength",
                    "minProperties",
                    "maxProperties");
    private static final Set<String> LEFT_OUT = Set.of("propertyOrdering", "nullable");
    private static final String ENUM = "enum";

    private GoogleSchema() {}

    /// @param schema is not changed
    static JsonNode toJsonSchema(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode translated = Json.MAPPER.createObjectNode();
        for (var entry : object.properties()) {
            String name = Field.camel(entry.getKey());
            if (!LEFT_OUT.contains(name)) {
                keyword(name, entry.getValue(), translated);
            }
        }
        if (object.path("nullable").asBoolean()) {
            allowNull(translated);
        }
        return translated;
    }

    private static void keyword(String name, JsonNode value, ObjectNode into) {
        switch (name) {
            case "type" -> type(value, into);
            case "properties", "defs", "$defs" -> into.set(name, each(value));
            case "items", "additionalProperties" -> into.set(name, toJsonSchema(value));
            case "anyOf", "oneOf", "allOf", "prefixItems" -> into.set(name, list(value));
            case "example" -> into.putArray("examples").add(value);
            case "format" -> format(value, into);
            default -> into.set(name, COUNTS.contains(name) ? number(value) : value);
        }
    }

    private static void type(JsonNode type, ObjectNode into) {
        if (!type.asText().equals("TYPE_UNSPECIFIED")) {
            into.set(
                    "type",
                    type.isTextual()
                            ? into.textNode(type.textValue().toLowerCase(Locale.ROOT))
                            : type);
        }
    }

    private static void format(JsonNode format, ObjectNode into) {
        if (!format.asText().equals(ENUM)) {
            into.set("format", format);
        }
    }

    private static JsonNode each(JsonNode properties) {
        ObjectNode translated = Json.MAPPER.createObjectNode();
        for (var entry : properties.properties()) {
            translated.set(entry.getKey(), toJsonSchema(entry.getValue()));
        }
        return translated;
    }

    private static JsonNode list(JsonNode schemas) {
        ArrayNode translated = Json.MAPPER.createArrayNode();
        schemas.forEach(schema -> translated.add(toJsonSchema(schema)));
        return translated;
    }

    private static JsonNode number(JsonNode count) {
        return count.isTextual() && count.textValue().matches("\\d{1,18}")
                ? Json.MAPPER.getNodeFactory().numberNode(Long.parseLong(count.textValue()))
                : count;
    }

    private static void allowNull(ObjectNode schema) {
        if (schema.path("type") instanceof JsonNode type && type.isTextual()) {
            schema.putArray("type").add(type).add("null");
        } else if (schema.path("anyOf") instanceof ArrayNode options) {
            options.addObject().put("type", "null");
        }
        if (schema.path(ENUM) instanceof ArrayNode values) {
            schema.set(ENUM, values.deepCopy().addNull());
        }
    }
}
