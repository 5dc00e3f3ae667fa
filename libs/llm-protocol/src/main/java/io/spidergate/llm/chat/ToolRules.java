package io.spidergate.llm.chat;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.json.FieldCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What tools, the choice among them and the form of the answer must look like.
final class ToolRules {

    private static final List<String> CHOICES = List.of("none", "auto", "required");
    private static final List<String> FORMATS = List.of("text", "json_object", "json_schema");

    /// OpenAI allows 64, Anthropic 128; the provider has the last word.
    private static final int MAX_NAME = 128;

    private final FieldCheck check;
    private final PromptFacts facts;
    private final Set<String> functions = new HashSet<>();

    ToolRules(FieldCheck check, PromptFacts facts) {
        this.check = check;
        this.facts = facts;
    }

    void check(ObjectNode body) {
        tools(body.path("tools"));
        if (body.path("functions").isArray() && !body.path("functions").isEmpty()) {
            facts.need(Need.TOOLS);
        }
        choice(body.path("tool_choice"), body.path("tools").isEmpty());
        check.bool("parallel_tool_calls", body.path("parallel_tool_calls"));
        format(body.path("response_format"));
    }

    private void tools(JsonNode tools) {
        if (absent(tools)) {
            return;
        }
        if (!tools.isArray()) {
            check.wrongType("tools", "an array", tools);
            return;
        }
        for (int at = 0; at < tools.size() && check.clean(); at++) {
            tool("tools[" + at + "]", tools.path(at));
        }
        if (!tools.isEmpty()) {
            facts.need(Need.TOOLS);
            facts.text(tools.toString());
        }
    }

    private void tool(String at, JsonNode tool) {
        check.requiredObject(at, tool);
        check.requiredString(at + ".type", tool.path("type"), MAX_NAME);
        if (!tool.path("type").asText().equals("function")) {
            return;
        }
        JsonNode function = tool.path("function");
        check.requiredObject(at + ".function", function);
        check.requiredString(at + ".function.name", function.path("name"), MAX_NAME);
        check.string(at + ".function.description", function.path("description"));
        check.object(at + ".function.parameters", function.path("parameters"));
        check.bool(at + ".function.strict", function.path("strict"));
        functions.add(function.path("name").asText());
    }

    private void choice(JsonNode choice, boolean noTools) {
        if (absent(choice)) {
            return;
        }
        if (choice.isTextual()) {
            check.oneOf("tool_choice", choice, CHOICES);
            if (noTools && choice.textValue().equals("required")) {
                needsTools();
            }
            return;
        }
        if (!choice.isObject()) {
            check.wrongType("tool_choice", "a string or an object", choice);
            return;
        }
        check.requiredString("tool_choice.type", choice.path("type"), MAX_NAME);
        if (choice.path("type").asText().equals("function")) {
            namedFunction(choice, noTools);
        }
    }

    private void namedFunction(JsonNode choice, boolean noTools) {
        JsonNode name = choice.path("function").path("name");
        check.requiredString("tool_choice.function.name", name, MAX_NAME);
        if (noTools) {
            needsTools();
        }
        if (check.clean() && !functions.contains(name.asText())) {
            check.wrongValue("tool_choice.function.name", "the name of one of tools", name);
        }
    }

    private void needsTools() {
        check.fail(
                "tool_choice",
                "tool_choice asks for a call, but tools is empty",
                FieldCheck.INVALID_VALUE);
    }

    private void format(JsonNode format) {
        if (absent(format)) {
            return;
        }
        check.object("response_format", format);
        check.oneOf("response_format.type", format.path("type"), FORMATS);
        switch (format.path("type").asText()) {
            case "json_object" -> facts.need(Need.JSON_OBJECT);
            case "json_schema" -> schema(format.path("json_schema"));
            default -> {}
        }
    }

    private void schema(JsonNode schema) {
        String at = "response_format.json_schema";
        check.requiredObject(at, schema);
        check.requiredString(at + ".name", schema.path("name"), MAX_NAME);
        check.object(at + ".schema", schema.path("schema"));
        check.bool(at + ".strict", schema.path("strict"));
        facts.need(Need.JSON_SCHEMA);
        facts.text(schema.toString());
    }
}
