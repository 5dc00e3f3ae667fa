package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.Json;
import java.io.IOException;
import java.util.List;

/// Items of tools that are no functions, left in a history by another model.
///
/// Rule: a call that the caller itself ran is bridged to a call of a function, and its result to
/// that call's, so that the model knows what was done:
///
/// | item | function | arguments |
/// |---|---|---|
/// | `custom_tool_call` | its `name` | `{"input": …}` |
/// | `local_shell_call`, `shell_call` | `local_shell`, `shell` | its `action` |
/// | `apply_patch_call` | `apply_patch` | its `operation` |
///
/// Whatever a provider ran itself (`web_search_call`, `file_search_call`, `mcp_call`, …) and what
/// is not known is left out with a note: what came of it stands in the texts that follow.
final class ForeignItems {

    /// Providers refuse an empty id.
    private static final String NO_ID = "call";

    private final RequestCheck check;
    private final ContentParts content;
    private final Turns turns;

    ForeignItems(RequestCheck check, ContentParts content, Turns turns) {
        this.check = check;
        this.content = content;
        this.turns = turns;
    }

    void read(String at, JsonNode item) {
        String type = item.path("type").asText();
        switch (type) {
            case "custom_tool_call" -> custom(at, item);
            case "local_shell_call", "shell_call" -> call(type, item, item.path("action"));
            case "apply_patch_call" -> call(type, item, item.path("operation"));
            case "custom_tool_call_output",
                    "local_shell_call_output",
                    "shell_call_output",
                    "apply_patch_call_output" ->
                    result(at, type, item);
            default -> leaveOut(type);
        }
    }

    /// Arguments as the hub wants them. A model may have written others, and to refuse them would
    /// end the caller's conversation for good.
    String object(String at, String arguments) {
        if (arguments.isBlank()) {
            return "{}";
        }
        try {
            if (Json.MAPPER.readTree(arguments).isObject()) {
                return arguments;
            }
        } catch (IOException _) { // wrapped like any other text
        }
        check.notes().add(at + ".arguments are no JSON object; they were wrapped into one");
        ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
        return wrapped.put("arguments", arguments).toString();
    }

    private void custom(String at, JsonNode item) {
        check.fields().requiredString(at + ".name", item.path("name"), RequestCheck.MAX_NAME);
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("input", check.text(at + ".input", item.path("input")));
        String name =
                check.names().flat(item.path("namespace").asText(""), item.path("name").asText());
        turns.call(callId(item), name, input.toString());
    }

    private void call(String type, JsonNode item, JsonNode action) {
        String name = type.substring(0, type.length() - "_call".length());
        turns.call(callId(item), name, action.isObject() ? action.toString() : "{}");
    }

    private void result(String at, String type, JsonNode item) {
        if (!turns.called(callId(item))) {
            leaveOut(type);
            return;
        }
        JsonNode output = item.path("output");
        boolean plain = output.isTextual() || type.equals("custom_tool_call_output");
        List<Part> parts =
                plain
                        ? content.parts(at + ".output", output)
                        : List.of(new Part.Text(output.isMissingNode() ? "" : output.toString()));
        turns.add(new Turn.ToolResult(callId(item), parts, false));
    }

    private void leaveOut(String type) {
        check.notes()
                .add("items of type %s were left out: no function".formatted(Notes.shown(type)));
    }

    /// An older `local_shell_call` has no `call_id`; its output then bears its `id`.
    private static String callId(JsonNode item) {
        return item.path("call_id").asText(item.path("id").asText(NO_ID));
    }
}
