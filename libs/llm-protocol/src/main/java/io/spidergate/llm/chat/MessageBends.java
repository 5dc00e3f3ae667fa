package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Bends the messages of a body. The caller's own are never changed, but replaced where they must
/// be others.
final class MessageBends {

    private MessageBends() {}

    static void bend(ObjectNode body, Set<String> quirks) {
        if (quirks.contains(Quirk.NO_DEVELOPER_ROLE)) {
            each(body, MessageBends::developerAsSystem);
        }
        if (quirks.contains(Quirk.FLAT_CONTENT)) {
            each(body, MessageBends::flat);
        }
        if (quirks.contains(Quirk.NINE_CHARACTER_TOOL_IDS)) {
            each(body, message -> ToolIds.renamed(message, ToolIds::ofNine));
        }
        if (quirks.contains(Quirk.TOOL_IDS_OF_40_CHARACTERS)) {
            each(body, message -> ToolIds.renamed(message, ToolIds::ofForty));
        }
        if (quirks.contains(Quirk.NO_USER_AFTER_TOOL)) {
            separateUserFromTool(body);
        }
    }

    /// @param bent gives back the same message where nothing is to change
    private static void each(ObjectNode body, UnaryOperator<JsonNode> bent) {
        ArrayNode messages = Json.MAPPER.createArrayNode();
        boolean changed = false;
        for (JsonNode message : body.path("messages")) {
            JsonNode other = bent.apply(message);
            changed |= !other.equals(message);
            messages.add(other);
        }
        if (changed) {
            body.set("messages", messages);
        }
    }

    private static JsonNode developerAsSystem(JsonNode message) {
        return role(message).equals("developer") && message instanceof ObjectNode developer
                ? copy(developer).put("role", "system")
                : message;
    }

    private static JsonNode flat(JsonNode message) {
        JsonNode content = message.path("content");
        if (!(message instanceof ObjectNode object)) {
            return message;
        }
        if (content.isNull() || content.isMissingNode()) {
            return copy(object).put("content", "");
        }
        boolean texts =
                content.isArray()
                        && StreamSupport.stream(content.spliterator(), false)
                                .allMatch(part -> part.path("type").asText().equals("text"));
        return texts
                ? copy(object)
                        .put(
                                "content",
                                StreamSupport.stream(content.spliterator(), false)
                                        .map(part -> part.path("text").asText())
                                        .collect(Collectors.joining("\n")))
                : message;
    }

    private static void separateUserFromTool(ObjectNode body) {
        ArrayNode messages = Json.MAPPER.createArrayNode();
        String before = "";
        for (JsonNode message : body.path("messages")) {
            if (before.equals("tool") && role(message).equals("user")) {
                messages.addObject().put("role", "assistant").put("content", "OK.");
            }
            messages.add(message);
            before = role(message);
        }
        if (messages.size() > body.path("messages").size()) {
            body.set("messages", messages);
        }
    }

    private static String role(JsonNode message) {
        return message.path("role").asText();
    }

    static ObjectNode copy(ObjectNode object) {
        ObjectNode copy = Json.MAPPER.createObjectNode();
        copy.setAll(object);
        return copy;
    }
}
