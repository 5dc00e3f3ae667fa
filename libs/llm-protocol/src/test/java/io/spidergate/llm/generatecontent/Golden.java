package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Examples of the wire from `src/test/resources/generatecontent`.
final class Golden {

    private Golden() {}

    static JsonNode read(String name) {
        try (InputStream file =
                Golden.class.getResourceAsStream("/generatecontent/" + name + ".json")) {
            return GoogleClient.tree(file.readAllBytes());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static List<String> lines(JsonNode array) {
        List<String> lines = new ArrayList<>();
        array.forEach(line -> lines.add(line.asText()));
        return lines;
    }
}
