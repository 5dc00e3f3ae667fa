package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// Golden documents of this protocol; parts and turns in them are written as the records print.
final class Golden {

    private Golden() {}

    static JsonNode read(String name) {
        try (InputStream file = Golden.class.getResourceAsStream("/messages/" + name + ".json")) {
            return Json.MAPPER.readTree(Objects.requireNonNull(file, name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::textValue).toList();
    }

    static List<String> texts(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }
}
