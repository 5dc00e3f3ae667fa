package io.spidergate.llm.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The bytes of a JSON object, and where in them the values of its fields lie: what is to be sent
/// on with a few changes need not be written anew.
///
/// @param json empty where nothing is known of the bytes
/// @param values by name; of fields within fields nothing is known
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FieldSpans(byte[] json, Map<String, Span> values) {

    /// For objects that have no bytes, or not ones that mean the same to every reader.
    public static final FieldSpans UNKNOWN = new FieldSpans(new byte[0], Map.of());

    /// One pass, for the tree and the places.
    ///
    /// @throws IOException if the bytes are not one JSON object, or name a field twice
    static JsonBody.Parsed parse(byte[] json) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        Map<String, Span> values = new HashMap<>();
        try (JsonParser parser = Json.FACTORY.createParser(json)) {
            TreeReader tree = new TreeReader(parser, json);
            require(parser.nextToken() == JsonToken.START_OBJECT);
            // Elsewhere in other encodings, whose places are not those of bytes.
            require(tree.start() >= 0 && json[tree.start()] == '{');
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int start = tree.start();
                JsonNode value = tree.value();
                require(body.replace(name, value) == null);
                values.put(name, new Span(start, tree.end(value)));
            }
            require(parser.nextToken() == null);
        }
        return new JsonBody.Parsed(body, new FieldSpans(json, values));
    }

    private static void require(boolean condition) throws IOException {
        if (!condition) {
            throw new IOException("not an object whose bytes say what its tree says");
        }
    }

    public boolean isKnown() {
        return json.length > 0;
    }

    public Span of(String name) {
        return values.getOrDefault(name, Span.ABSENT);
    }

    /// Where the closing brace is, to put more fields before it.
    public Span end() {
        int brace = json.length - 1;
        while (json[brace] != '}') {
            brace--;
        }
        return new Span(brace, brace);
    }
}
