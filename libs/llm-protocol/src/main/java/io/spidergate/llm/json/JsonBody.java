package io.spidergate.llm.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// What the bytes of a caller's body turned out to be, before any field is looked at.
public sealed interface JsonBody {

    /// @param fields where its fields lie in the bytes
    record Parsed(ObjectNode body, FieldSpans fields) implements JsonBody {}

    record Unreadable(InvalidField reason) implements JsonBody {}

    /// Never throws, whatever the bytes.
    static JsonBody parse(byte[] json) {
        try {
            return FieldSpans.parse(json);
        } catch (IOException _) {
            return whole(json); // to say what is wrong with it
        }
    }

    private static JsonBody whole(byte[] json) {
        try {
            JsonNode root = Json.MAPPER.readTree(json);
            if (root instanceof ObjectNode object) {
                return new Parsed(object, FieldSpans.UNKNOWN);
            }
            return unreadable(
                    root.isMissingNode()
                            ? "the body is empty; it must be a JSON object"
                            : "the body must be a JSON object");
        } catch (JsonProcessingException broken) {
            return unreadable(
                    "the body is not valid JSON%s: %s".formatted(where(broken), why(broken)));
        } catch (IOException unreadable) {
            return unreadable("the body is not JSON in UTF-8: " + unreadable.getMessage());
        }
    }

    private static Unreadable unreadable(String message) {
        return new Unreadable(new InvalidField("body", message, FieldCheck.INVALID_JSON));
    }

    private static String where(JsonProcessingException broken) {
        JsonLocation at = broken.getLocation();
        return at == null
                ? ""
                : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    /// The parser's own words name its classes in the second sentence; only the first is told.
    private static String why(JsonProcessingException broken) {
        String text = String.valueOf(broken.getOriginalMessage()).lines().findFirst().orElse("");
        int configuration = text.indexOf(" (`");
        String first = configuration < 0 ? text : text.substring(0, configuration);
        return first.length() <= 200 ? first : first.substring(0, 200) + "…";
    }
}
