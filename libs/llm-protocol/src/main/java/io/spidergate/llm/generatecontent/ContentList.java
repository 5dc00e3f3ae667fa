package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;

/// The `contents` of a request: roles alternate, so neighbours of one role are one content.
final class ContentList {

    static final String USER = "user";
    static final String MODEL = "model";

    private final ArrayNode contents = Json.MAPPER.createArrayNode();

    /// A new part at the end of what this role says.
    ObjectNode part(String role) {
        if (!lastRole().equals(role)) {
            contents.addObject().put("role", role).putArray("parts");
        }
        return ((ArrayNode) last().path("parts")).addObject();
    }

    String lastRole() {
        return last().path("role").asText("");
    }

    /// The part that was added last, or a missing node.
    JsonNode lastPart() {
        JsonNode parts = last().path("parts");
        return parts.path(parts.size() - 1);
    }

    /// Whether a part of the last content has this field.
    boolean lastHas(String field) {
        for (JsonNode part : last().path("parts")) {
            if (part.has(field)) {
                return true;
            }
        }
        return false;
    }

    /// A text before all others of the user's first content, which is made where there is none.
    void begin(String text) {
        if (contents.isEmpty() || !contents.path(0).path("role").asText().equals(USER)) {
            contents.insertObject(0).put("role", USER).putArray("parts");
        }
        ((ArrayNode) contents.path(0).path("parts")).insertObject(0).put(PartField.TEXT, text);
    }

    boolean isEmpty() {
        return contents.isEmpty();
    }

    ArrayNode contents() {
        return contents;
    }

    private JsonNode last() {
        return contents.path(contents.size() - 1);
    }
}
