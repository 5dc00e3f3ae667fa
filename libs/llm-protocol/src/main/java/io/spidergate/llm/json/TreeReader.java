package io.spidergate.llm.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/// Reads values as trees in which long texts stay bytes, see [LongText]. The parser bounds the
/// depth.
///
/// @param json what the parser reads, from its beginning
@SuppressWarnings("ArrayRecordComponent") // never compared
record TreeReader(JsonParser parser, byte[] json) {

    /// The value that the parser stands at.
    JsonNode value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> text();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            default -> parser.readValueAsTree();
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = Json.MAPPER.createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.replace(name, value());
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = Json.MAPPER.createArrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value());
        }
        return array;
    }

    private JsonNode text() throws IOException {
        LongText text = TextScan.at(json, start());
        return text == null ? TextNode.valueOf(parser.getText()) : text;
    }

    /// Behind a value that has just been read; the parser has not passed a long text yet.
    int end(JsonNode value) {
        return value instanceof LongText text
                ? text.end()
                : Math.toIntExact(parser.currentLocation().getByteOffset());
    }

    /// Where the current token begins.
    int start() {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }
}
