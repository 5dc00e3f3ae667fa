package io.spidergate.simulator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// Builds JSON and turns it into bytes.
public final class Bodies {

    public static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Bodies() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// An object whose first field tells its type.
    public static ObjectNode typed(String type) {
        return object().put("type", type);
    }

    /// From JSON text that the simulator wrote itself.
    public static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible); // what was written can be read
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible); // a tree can always be written
        }
    }

    /// The first half of a document, which no parser takes for a whole one.
    public static byte[] half(byte[] document) {
        return Arrays.copyOf(document, document.length / 2);
    }
}
