package io.spidergate.simulator.gemini;

import static io.spidergate.simulator.gemini.Shape.ANYTHING;
import static io.spidergate.simulator.gemini.Shape.BOOL;
import static io.spidergate.simulator.gemini.Shape.INTEGER;
import static io.spidergate.simulator.gemini.Shape.NUMBER;
import static io.spidergate.simulator.gemini.Shape.STRING;
import static io.spidergate.simulator.gemini.Shape.list;
import static io.spidergate.simulator.gemini.Shape.oneOf;
import static java.util.Map.entry;

import java.util.Map;

/// The subset of JSON schema that Google knows: no `$schema`, `$ref`, `const`,
/// `additionalProperties`, and one type only.
final class SchemaShape {

    static final Shape SCHEMA = new Shape.Message(SchemaShape::fields);

    private static final Shape TYPE =
            oneOf(
                    "type.googleapis.com/google.ai.generativelanguage.v1beta.Type",
                    "TYPE_UNSPECIFIED",
                    "STRING",
                    "NUMBER",
                    "INTEGER",
                    "BOOLEAN",
                    "ARRAY",
                    "OBJECT",
                    "NULL");

    private SchemaShape() {}

    private static Map<String, Shape> fields() {
        return Map.ofEntries(
                entry("type", TYPE),
                entry("format", STRING),
                entry("title", STRING),
                entry("description", STRING),
                entry("nullable", BOOL),
                entry("enum", list(STRING)),
                entry("items", SCHEMA),
                entry("minItems", INTEGER),
                entry("maxItems", INTEGER),
                entry("properties", new Shape.MapOf(SCHEMA)),
                entry("required", list(STRING)),
                entry("propertyOrdering", list(STRING)),
                entry("minProperties", INTEGER),
                entry("maxProperties", INTEGER),
                entry("minLength", INTEGER),
                entry("maxLength", INTEGER),
                entry("pattern", STRING),
                entry("example", ANYTHING),
                entry("default", ANYTHING),
                entry("anyOf", list(SCHEMA)),
                entry("minimum", NUMBER),
                entry("maximum", NUMBER));
    }
}
