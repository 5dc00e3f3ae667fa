package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes `tools` and `tool_choice`.
///
/// Rule: a conversation that has calls but no tools (any more) is refused by the API; so the
/// functions that were called are declared again, not to be called.
final class ToolList {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    private static final int MAX_NAME = 128;

    private ToolList() {}

    /// Whether a tool may be offered under its own name, which is the one that the caller knows.
    static boolean fits(Tool tool) {
        return NAME.matcher(tool.name()).matches();
    }

    /// For the names of earlier calls.
    static String fitting(String name) {
        String bent = name.isEmpty() ? "_" : name.replaceAll("[^a-zA-Z0-9_-]", "_");
        return bent.length() <= MAX_NAME ? bent : bent.substring(0, MAX_NAME);
    }

    static void write(Conversation conversation, ObjectNode body, List<String> notes) {
        if (!conversation.tools().isEmpty()) {
            ArrayNode tools = body.putArray("tools");
            conversation.tools().forEach(tool -> tools.add(of(tool)));
            choice(conversation, body);
            return;
        }
        Set<String> called = called(conversation);
        if (!called.isEmpty()) {
            ArrayNode tools = body.putArray("tools");
            called.forEach(name -> tools.add(named(name)));
            body.putObject("tool_choice").put("type", "none");
            notes.add("functions of earlier calls were declared again, not to be called");
        }
    }

    private static Set<String> called(Conversation conversation) {
        Set<String> names = new LinkedHashSet<>();
        for (Turn turn : conversation.turns()) {
            if (turn instanceof Turn.Assistant(List<Said> said)) {
                for (Said one : said) {
                    if (one instanceof Said.Call call) {
                        names.add(fitting(call.name()));
                    }
                }
            }
        }
        return names;
    }

    private static ObjectNode named(String name) {
        ObjectNode tool = Json.MAPPER.createObjectNode().put("name", name);
        tool.putObject("input_schema").put("type", "object");
        return tool;
    }

    private static ObjectNode of(Tool tool) {
        ObjectNode written = Json.MAPPER.createObjectNode().put("name", tool.name());
        if (!tool.description().isEmpty()) {
            written.put("description", tool.description());
        }
        ObjectNode schema = written.putObject("input_schema");
        if (!tool.parameters().has("type")) {
            schema.put("type", "object"); // the API insists on it
        }
        tool.parameters().properties().forEach(it -> schema.set(it.getKey(), it.getValue()));
        if (tool.strict()) {
            written.put("strict", true);
        }
        return written;
    }

    private static void choice(Conversation conversation, ObjectNode body) {
        boolean single = !conversation.parallelCalls();
        switch (conversation.toolChoice()) {
            case ToolChoice.Auto() -> {
                if (single) { // otherwise it is the default
                    parallel(body.putObject("tool_choice").put("type", "auto"), single);
                }
            }
            case ToolChoice.None() -> body.putObject("tool_choice").put("type", "none");
            case ToolChoice.Required() ->
                    parallel(body.putObject("tool_choice").put("type", "any"), single);
            case ToolChoice.Named(String function) ->
                    parallel(
                            body.putObject("tool_choice").put("type", "tool").put("name", function),
                            single);
        }
    }

    private static void parallel(ObjectNode choice, boolean single) {
        if (single) {
            choice.put("disable_parallel_tool_use", true);
        }
    }
}
