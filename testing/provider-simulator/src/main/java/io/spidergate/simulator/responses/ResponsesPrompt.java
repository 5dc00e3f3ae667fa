package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.assistant.Form;
import io.spidergate.simulator.assistant.Heard;
import io.spidergate.simulator.assistant.Prompt;
import io.spidergate.simulator.assistant.Toolbox;
import io.spidergate.simulator.assistant.Toolbox.Choice;
import io.spidergate.simulator.wire.PromptTokens;
import java.util.ArrayList;
import java.util.List;

/// What the assistant needs to know of a well-formed Responses request.
final class ResponsesPrompt {

    private ResponsesPrompt() {}

    static Prompt of(JsonNode body) {
        String effort = body.path("reasoning").path("effort").asText("medium");
        return new Prompt(
                heard(body.path("input")),
                new Toolbox(
                        functions(body.path("tools")),
                        choice(body.path("tool_choice")),
                        body.path("parallel_tool_calls").asBoolean(true),
                        false),
                form(body.path("text").path("format")),
                new Prompt.Limits(
                        List.of(), body.path("max_output_tokens").asInt(Integer.MAX_VALUE), 1),
                body.path("reasoning").isObject() && !effort.equals("none"),
                Prompt.Begun.NOTHING,
                PromptTokens.of(body.path("instructions"), body.path("input"), body.path("tools")));
    }

    private static Heard heard(JsonNode input) {
        if (input.isTextual()) {
            return new Heard.Words(input.textValue());
        }
        List<String> results = new ArrayList<>();
        for (int at = input.size() - 1; at >= 0; at--) {
            JsonNode item = input.path(at);
            if (item.path("type").asText().equals("function_call_output")) {
                results.addFirst(text(item.path("output")));
            } else if (!results.isEmpty()) {
                return new Heard.Results(results);
            } else if (item.path("role").asText().equals("user")) {
                return new Heard.Words(text(item.path("content")));
            }
        }
        return results.isEmpty() ? new Heard.Words("") : new Heard.Results(results);
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        List<String> texts = new ArrayList<>();
        content.forEach(part -> texts.add(part.path("text").asText("[picture]")));
        return String.join(" ", texts);
    }

    private static List<Toolbox.Function> functions(JsonNode tools) {
        List<Toolbox.Function> functions = new ArrayList<>();
        for (JsonNode tool : tools) {
            if (tool.path("type").asText().equals("function")) {
                functions.add(
                        new Toolbox.Function(tool.path("name").asText(), tool.path("parameters")));
            }
        }
        return functions;
    }

    private static Choice choice(JsonNode choice) {
        if (choice.path("type").asText().equals("function")) {
            return new Choice.Named(List.of(choice.path("name").asText()));
        }
        return switch (choice.asText()) {
            case "required" -> new Choice.Some();
            case "none" -> new Choice.Never();
            default -> new Choice.Free();
        };
    }

    private static Form form(JsonNode format) {
        return switch (format.path("type").asText()) {
            case "json_object" -> new Form.AnyObject();
            case "json_schema" -> new Form.Fitting(format.path("schema"));
            default -> new Form.Text();
        };
    }
}
