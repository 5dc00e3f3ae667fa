package io.spidergate.simulator.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.assistant.Form;
import io.spidergate.simulator.assistant.Heard;
import io.spidergate.simulator.assistant.Prompt;
import io.spidergate.simulator.assistant.Toolbox;
import io.spidergate.simulator.assistant.Toolbox.Choice;
import io.spidergate.simulator.wire.PromptTokens;
import java.util.ArrayList;
import java.util.List;

/// What the assistant needs to know of a well-formed generateContent request.
final class GeminiPrompt {

    private GeminiPrompt() {}

    static Prompt of(JsonNode request) {
        JsonNode settings = request.path("generationConfig");
        JsonNode contents = request.path("contents");
        return new Prompt(
                heard(contents.path(contents.size() - 1)),
                new Toolbox(
                        functions(request.path("tools")),
                        choice(request.path("toolConfig").path("functionCallingConfig")),
                        true,
                        false),
                form(settings),
                limits(settings),
                thinks(settings.path("thinkingConfig")),
                Prompt.Begun.NOTHING,
                PromptTokens.of(
                        request.path("systemInstruction"), contents, request.path("tools")));
    }

    private static Heard heard(JsonNode last) {
        List<JsonNode> responses = Parts.of(last, "functionResponse");
        return responses.isEmpty()
                ? new Heard.Words(Parts.text(last))
                : new Heard.Results(responses.stream().map(GeminiPrompt::result).toList());
    }

    /// A response is an object; Google's own clients put the text under `output` or `result`.
    private static String result(JsonNode part) {
        JsonNode response = part.path("functionResponse").path("response");
        for (String name : List.of("output", "result", "content", "error")) {
            if (response.path(name).isTextual()) {
                return response.path(name).textValue();
            }
        }
        return response.toString();
    }

    private static List<Toolbox.Function> functions(JsonNode tools) {
        List<Toolbox.Function> functions = new ArrayList<>();
        for (JsonNode tool : tools) {
            for (JsonNode function : tool.path("functionDeclarations")) {
                JsonNode parameters = function.path("parameters");
                functions.add(
                        new Toolbox.Function(
                                function.path("name").asText(),
                                parameters.isMissingNode()
                                        ? function.path("parametersJsonSchema")
                                        : parameters));
            }
        }
        return functions;
    }

    private static Choice choice(JsonNode config) {
        return switch (config.path("mode").asText()) {
            case "NONE" -> new Choice.Never();
            case "ANY" -> {
                List<String> names = new ArrayList<>();
                config.path("allowedFunctionNames").forEach(name -> names.add(name.asText()));
                yield names.isEmpty() ? new Choice.Some() : new Choice.Named(names);
            }
            default -> new Choice.Free();
        };
    }

    private static Form form(JsonNode settings) {
        if (!settings.path("responseMimeType").asText().equals("application/json")) {
            return new Form.Text();
        }
        for (String name : List.of("responseSchema", "responseJsonSchema")) {
            if (settings.path(name).isObject()) {
                return new Form.Fitting(settings.path(name));
            }
        }
        return new Form.AnyObject();
    }

    private static Prompt.Limits limits(JsonNode settings) {
        List<String> stops = new ArrayList<>();
        settings.path("stopSequences").forEach(stop -> stops.add(stop.asText()));
        return new Prompt.Limits(
                stops, settings.path("maxOutputTokens").asInt(Integer.MAX_VALUE), 1);
    }

    /// A budget of 0 turns it off.
    private static boolean thinks(JsonNode thinking) {
        return !thinking.isMissingNode() && thinking.path("thinkingBudget").asInt(-1) != 0;
    }
}
