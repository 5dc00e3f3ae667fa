package io.spidergate.llm.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Writes `toolConfig`.
///
/// Rules: Converse has no word for tools that must not be called: tools that nobody may call are
/// left out where no earlier call needs them, and otherwise offered all the same, both with a note;
/// nor for one call at a time, which is told in a note.
final class ConverseTools {

    private ConverseTools() {}

    static void write(ObjectNode messages, ObjectNode body, List<String> notes) {
        JsonNode tools = messages.path("tools");
        JsonNode choice = messages.path("tool_choice");
        boolean none = choice.path("type").asText().equals("none");
        if (tools.isEmpty() || none && !hasCalls(messages.path("messages"))) {
            if (!tools.isEmpty()) {
                notes.add("tools were left out: they must not be called");
            }
            return;
        }
        ObjectNode config = body.putObject("toolConfig");
        ArrayNode written = config.putArray("tools");
        for (JsonNode tool : tools) {
            write(tool, written.addObject().putObject("toolSpec"));
        }
        choice(choice, config, notes);
        if (choice.path("disable_parallel_tool_use").asBoolean()) {
            notes.add("parallel_tool_calls was left out: converse has no word for it");
        }
    }

    private static void write(JsonNode tool, ObjectNode spec) {
        spec.set("name", tool.path("name"));
        if (tool.has("description")) {
            spec.set("description", tool.path("description"));
        }
        spec.putObject("inputSchema").set("json", tool.path("input_schema"));
        if (tool.path("strict").asBoolean()) {
            spec.put("strict", true);
        }
    }

    private static void choice(JsonNode choice, ObjectNode config, List<String> notes) {
        switch (choice.path("type").asText()) {
            case "any" -> config.putObject("toolChoice").putObject("any");
            case "tool" ->
                    config.putObject("toolChoice")
                            .putObject("tool")
                            .set("name", choice.path("name"));
            case "none" ->
                    notes.add("that no tool may be called was left out: converse cannot say it");
            default -> {} // as the model likes
        }
    }

    private static boolean hasCalls(JsonNode messages) {
        for (JsonNode message : messages) {
            for (JsonNode block : message.path("content")) {
                if (block.path("type").asText().equals("tool_use")) {
                    return true;
                }
            }
        }
        return false;
    }
}
