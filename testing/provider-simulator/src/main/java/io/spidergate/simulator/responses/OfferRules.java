package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the Responses API refuses of tools on offer, of their choice and of the form asked for;
/// each is flatter than in chat completions.
final class OfferRules {

    private static final List<String> TYPES =
            List.of(
                    "function",
                    "custom",
                    "namespace",
                    "tool_search",
                    "file_search",
                    "web_search",
                    "web_search_preview",
                    "computer",
                    "computer_use_preview",
                    "code_interpreter",
                    "image_generation",
                    "local_shell",
                    "shell",
                    "apply_patch",
                    "mcp");
    private static final Set<String> FUNCTION =
            Set.of(
                    "type",
                    "name",
                    "description",
                    "parameters",
                    "strict",
                    "defer_loading",
                    "allowed_callers",
                    "output_schema");
    private static final String NAME = "[a-zA-Z0-9_-]{1,128}";

    private final Objections objections;

    OfferRules(Objections objections) {
        this.objections = objections;
    }

    void check(JsonNode body) {
        JsonNode tools = body.path("tools");
        for (int at = 0; at < tools.size(); at++) {
            tool("tools[%d]".formatted(at), tools.path(at));
        }
        choice(body.path("tool_choice"));
        format(body);
    }

    private void tool(String path, JsonNode tool) {
        if (!objections.required(path + ".type", tool.path("type"))) {
            return;
        }
        objections.oneOf(path + ".type", tool.path("type"), TYPES);
        if (!tool.path("type").asText().equals("function")) {
            return;
        }
        objections.string(path + ".name", tool.path("name"));
        name(path + ".name", tool.path("name").asText());
        objections.unknown(path, tool, FUNCTION);
    }

    private void name(String path, String name) {
        if (!name.matches(NAME)) {
            objections.fail(
                    path,
                    "Invalid '%s': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'."
                            .formatted(path),
                    "invalid_value");
        }
    }

    private void choice(JsonNode choice) {
        if (choice.isTextual()) {
            objections.oneOf("tool_choice", choice, List.of("none", "auto", "required"));
        } else if (choice.path("type").asText().equals("function")) {
            objections.string("tool_choice.name", choice.path("name"));
            objections.unknown("tool_choice", choice, Set.of("type", "name"));
        }
    }

    private void format(JsonNode body) {
        objections.unknown("text", body.path("text"), Set.of("format", "verbosity"));
        JsonNode format = body.path("text").path("format");
        if (format.isMissingNode() || format.isNull()) {
            return;
        }
        objections.oneOf(
                "text.format.type",
                format.path("type"),
                List.of("json_object", "json_schema", "text"));
        if (format.path("type").asText().equals("json_schema")) {
            schema(format);
        }
        if (format.path("type").asText().equals("json_object") && !speaksOfJson(body)) {
            objections.fail(
                    "input",
                    "Response input messages must contain the word 'json' in some form to use"
                            + " 'text.format' of type 'json_object'.",
                    "invalid_value");
        }
    }

    private void schema(JsonNode format) {
        objections.string("text.format.name", format.path("name"));
        objections.required("text.format.schema", format.path("schema"));
        objections.unknown(
                "text.format", format, Set.of("type", "name", "description", "schema", "strict"));
    }

    private static boolean speaksOfJson(JsonNode body) {
        String said = body.path("input").toString() + body.path("instructions").asText();
        return said.toLowerCase(Locale.ROOT).contains("json");
    }
}
