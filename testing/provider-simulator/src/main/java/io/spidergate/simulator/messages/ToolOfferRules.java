package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.json.FieldCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the Messages API refuses of the tools on offer, and of how they are to be chosen.
final class ToolOfferRules {

    private static final String NAME = "[a-zA-Z0-9_-]{1,128}";
    private static final Set<String> FIELDS =
            Set.of(
                    "type",
                    "name",
                    "description",
                    "input_schema",
                    "cache_control",
                    "strict",
                    "defer_loading",
                    "allowed_callers",
                    "eager_input_streaming",
                    "input_examples");

    private final Objections objections;

    ToolOfferRules(Objections objections) {
        this.objections = objections;
    }

    void check(JsonNode body) {
        JsonNode tools = body.path("tools");
        if (!FieldCheck.absent(tools) && objections.list("tools", tools)) {
            tools(tools);
        }
        if (!FieldCheck.absent(body.path("tool_choice"))) {
            choice(body.path("tool_choice"), tools);
        }
    }

    private void tools(JsonNode tools) {
        Set<String> names = new HashSet<>();
        for (int at = 0; at < tools.size(); at++) {
            JsonNode tool = tools.path(at);
            boolean custom = tool.path("type").asText("custom").equals("custom");
            if (custom) {
                custom("tools." + at + ".custom", tool);
            }
            if (!names.add(tool.path("name").asText())) {
                objections.at("tools", "Tool names must be unique.");
            }
        }
    }

    private void custom(String path, JsonNode tool) {
        objections.string(path + ".name", tool.path("name"));
        if (!tool.path("name").asText().matches(NAME)) {
            objections.at(path + ".name", "String should match pattern '^%s$'".formatted(NAME));
        }
        JsonNode schema = tool.path("input_schema");
        String at = path + ".input_schema";
        if (objections.required(at, schema) && objections.dictionary(at, schema)) {
            objections.literal(at + ".type", schema.path("type"), Set.of("object"));
        }
        objections.extra(path, tool, FIELDS);
    }

    private void choice(JsonNode choice, JsonNode tools) {
        if (!objections.dictionary("tool_choice", choice)) {
            return;
        }
        objections.tag("tool_choice", choice, List.of("auto", "any", "tool", "none"));
        if (tools.isEmpty()) {
            objections.at(
                    "tool_choice", "tool_choice may only be specified while providing tools.");
        }
        if (choice.path("type").asText().equals("tool")) {
            objections.string("tool_choice.tool.name", choice.path("name"));
            String name = choice.path("name").asText();
            if (tools.findValuesAsText("name").stream().noneMatch(name::equals)) {
                objections.at(
                        "tool_choice", "Tool '%s' not found in provided tools".formatted(name));
            }
        }
        objections.extra(
                "tool_choice." + choice.path("type").asText(),
                choice,
                Set.of("type", "name", "disable_parallel_tool_use"));
    }
}
