package io.spidergate.llm.messages;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.json.FieldCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads `tools` and `tool_choice`.
///
/// Rules: only tools of the caller's own making are carried; those that Anthropic runs or defines
/// (`web_search_…`, `bash_…`) and those that wait for its tool search (`defer_loading`) are left
/// out with a note, and a choice that needs one of them is refused.
final class ToolFields {

    private static final List<String> CHOICES = List.of("auto", "any", "tool", "none");
    private static final int MAX_NAME = 128;

    private final FieldCheck check;
    private final Set<String> notes;
    private final JsonNode given;
    private final JsonNode choice;
    private final List<Tool> tools = new ArrayList<>();

    ToolFields(FieldCheck check, Set<String> notes, ObjectNode body) {
        this.check = check;
        this.notes = notes;
        this.given = body.path("tools");
        this.choice = body.path("tool_choice");
        read();
    }

    List<Tool> tools() {
        return tools;
    }

    private void read() {
        if (!absent(given) && !given.isArray()) {
            check.wrongType("tools", "an array", given);
        }
        for (int at = 0; at < given.size() && check.clean(); at++) {
            read("tools[" + at + "]", given.path(at));
        }
    }

    private void read(String at, JsonNode tool) {
        check.requiredObject(at, tool);
        check.string(at + ".type", tool.path("type"));
        JsonNode type = tool.path("type");
        if (!absent(type) && !type.asText().equals("custom")) {
            notes.add(
                    "a tool of type %s was left out: it is Anthropic's own"
                            .formatted(ShortName.of(type.asText())));
            return;
        }
        Tool custom = custom(at, tool);
        if (tool.path("defer_loading").asBoolean()) {
            notes.add("tools with defer_loading were left out: only Anthropic searches them");
        } else {
            tools.add(custom);
        }
    }

    private Tool custom(String at, JsonNode tool) {
        check.requiredString(at + ".name", tool.path("name"), MAX_NAME);
        check.string(at + ".description", tool.path("description"));
        check.requiredObject(at + ".input_schema", tool.path("input_schema"));
        check.bool(at + ".strict", tool.path("strict"));
        return new Tool(
                tool.path("name").asText(),
                tool.path("description").asText(""),
                tool.path("input_schema"),
                tool.path("strict").asBoolean());
    }

    boolean parallelCalls() {
        check.bool(
                "tool_choice.disable_parallel_tool_use", choice.path("disable_parallel_tool_use"));
        return !choice.path("disable_parallel_tool_use").asBoolean();
    }

    ToolChoice choice() {
        if (absent(choice)) {
            return new ToolChoice.Auto();
        }
        check.object("tool_choice", choice);
        check.oneOf("tool_choice.type", choice.path("type"), CHOICES);
        return switch (choice.path("type").asText()) {
            case "any" -> required();
            case "tool" -> named(choice.path("name"));
            case "none" -> new ToolChoice.None();
            default -> new ToolChoice.Auto();
        };
    }

    private ToolChoice required() {
        if (tools.isEmpty()) {
            check.fail(
                    "tool_choice",
                    "tool_choice asks for a call, but tools has none that could be called",
                    FieldCheck.INVALID_VALUE);
        }
        return new ToolChoice.Required();
    }

    private ToolChoice named(JsonNode name) {
        check.requiredString("tool_choice.name", name, MAX_NAME);
        if (check.clean() && tools.stream().noneMatch(tool -> tool.name().equals(name.asText()))) {
            check.wrongValue(
                    "tool_choice.name", "the name of one of tools that can be called", name);
        }
        return new ToolChoice.Named(name.asText());
    }
}
