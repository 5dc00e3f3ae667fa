package io.spidergate.llm.responses;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.spidergate.llm.conversation.Tool;
import java.util.ArrayList;
import java.util.List;

/// The `tools` of a request: functions, also those in a `namespace`.
///
/// Rules: members of a namespace are flattened, see [ToolNames], and its description is left out
/// with a note. Tools that a provider would run itself (`web_search`, `mcp`, …) and `custom` ones,
/// whose input is no JSON, are left out with a note: an agent has others. A function without
/// `strict` is not strict: OpenAI then makes its schema strict where it can, which no other
/// provider does. `defer_loading` is left out: there is no search to load it by.
final class ToolFields {

    private final RequestCheck check;
    private final List<Tool> tools = new ArrayList<>();

    ToolFields(RequestCheck check) {
        this.check = check;
    }

    List<Tool> read(JsonNode list) {
        if (check.array("tools", list, "an array")) {
            for (int at = 0; at < list.size() && check.clean(); at++) {
                tool("tools[" + at + "]", list.path(at));
            }
        }
        return tools;
    }

    private void tool(String at, JsonNode tool) {
        check.fields().requiredObject(at, tool);
        check.fields().requiredString(at + ".type", tool.path("type"), RequestCheck.MAX_NAME);
        switch (tool.path("type").asText()) {
            case "function" -> function(at, tool, "");
            case "namespace" -> namespace(at, tool);
            default -> leaveOut(at, tool);
        }
    }

    private void namespace(String at, JsonNode namespace) {
        check.fields().requiredString(at + ".name", namespace.path("name"), RequestCheck.MAX_NAME);
        JsonNode members = namespace.path("tools");
        if (absent(members)) {
            check.fields().missing(at + ".tools");
        }
        if (namespace.hasNonNull("description")) {
            check.notes().add(at + ".description was left out: its functions stand alone");
        }
        if (check.array(at + ".tools", members, "an array")) {
            for (int index = 0; index < members.size() && check.clean(); index++) {
                member(at + ".tools[" + index + "]", members.path(index), namespace);
            }
        }
    }

    private void member(String at, JsonNode tool, JsonNode namespace) {
        check.fields().requiredObject(at, tool);
        check.fields().requiredString(at + ".type", tool.path("type"), RequestCheck.MAX_NAME);
        if (tool.path("type").asText().equals("function")) {
            function(at, tool, namespace.path("name").asText());
        } else {
            leaveOut(at, tool);
        }
    }

    private void function(String at, JsonNode function, String namespace) {
        check.fields().requiredString(at + ".name", function.path("name"), RequestCheck.MAX_NAME);
        check.fields().string(at + ".description", function.path("description"));
        check.fields().object(at + ".parameters", function.path("parameters"));
        check.fields().bool(at + ".strict", function.path("strict"));
        JsonNode parameters = function.path("parameters");
        tools.add(
                new Tool(
                        check.names().flat(namespace, function.path("name").asText()),
                        function.path("description").asText(""),
                        absent(parameters) ? JsonNodeFactory.instance.objectNode() : parameters,
                        function.path("strict").asBoolean()));
    }

    private void leaveOut(String at, JsonNode tool) {
        String type = Notes.shown(tool.path("type").asText());
        check.notes().add("%s of type %s was left out: no function".formatted(at, type));
    }
}
