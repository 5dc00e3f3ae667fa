package io.spidergate.llm.responses;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.json.FieldCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The `tool_choice` of a request, and which of its tools that leaves.
///
/// Rule: `allowed_tools` takes all other tools away, which is what it is for; its tools that are no
/// functions are ignored like those of `tools`. A choice that asks for a tool that was left out is
/// refused: the answer would be another one.
final class ChoiceField {

    private static final List<String> WORDS = List.of("none", "auto", "required");
    private static final List<String> MODES = List.of("auto", "required");

    private final RequestCheck check;

    ChoiceField(RequestCheck check) {
        this.check = check;
    }

    /// @param tools what is left of all tools
    record Choice(ToolChoice choice, List<Tool> tools) {}

    Choice read(JsonNode choice, List<Tool> tools) {
        if (absent(choice)) {
            return new Choice(new ToolChoice.Auto(), tools);
        }
        if (choice.isTextual()) {
            check.fields().oneOf("tool_choice", choice, WORDS);
            return word("tool_choice", choice.textValue(), tools);
        }
        if (!choice.isObject()) {
            check.fields().wrongType("tool_choice", "a string or an object", choice);
        }
        return object(choice, tools);
    }

    private Choice object(JsonNode choice, List<Tool> tools) {
        check.fields()
                .requiredString("tool_choice.type", choice.path("type"), RequestCheck.MAX_NAME);
        return switch (choice.path("type").asText()) {
            case "function" -> named(choice, tools);
            case "allowed_tools" -> allowed(choice, tools);
            default -> {
                check.refuse(
                        "tool_choice.type",
                        "tool_choice.type must be function or allowed_tools, not %s: only functions are called"
                                .formatted(Notes.shown(choice.path("type").toString())));
                yield new Choice(new ToolChoice.Auto(), tools);
            }
        };
    }

    private Choice word(String at, String word, List<Tool> tools) {
        if (word.equals("required") && tools.isEmpty()) {
            check.fields()
                    .fail(
                            at,
                            at + " asks for a call, but tools has no function",
                            FieldCheck.INVALID_VALUE);
        }
        return switch (word) {
            case "none" -> new Choice(new ToolChoice.None(), tools);
            case "required" -> new Choice(new ToolChoice.Required(), tools);
            default -> new Choice(new ToolChoice.Auto(), tools);
        };
    }

    private Choice named(JsonNode choice, List<Tool> tools) {
        JsonNode name = choice.path("name");
        check.fields().requiredString("tool_choice.name", name, RequestCheck.MAX_NAME);
        String flat = flat(choice);
        if (check.clean() && tools.stream().noneMatch(tool -> tool.name().equals(flat))) {
            check.fields().wrongValue("tool_choice.name", "the name of one of tools", name);
        }
        return new Choice(new ToolChoice.Named(flat), tools);
    }

    private Choice allowed(JsonNode choice, List<Tool> tools) {
        check.fields().oneOf("tool_choice.mode", choice.path("mode"), MODES);
        JsonNode list = choice.path("tools");
        if (absent(list)) {
            check.fields().missing("tool_choice.tools");
        }
        Set<String> allowed = new HashSet<>();
        if (check.array("tool_choice.tools", list, "an array")) {
            list.forEach(tool -> allowed.add(flat(tool)));
        }
        List<Tool> left = tools.stream().filter(tool -> allowed.contains(tool.name())).toList();
        return word("tool_choice.mode", choice.path("mode").asText(), left);
    }

    private String flat(JsonNode tool) {
        return check.names().flat(tool.path("namespace").asText(""), tool.path("name").asText());
    }
}
