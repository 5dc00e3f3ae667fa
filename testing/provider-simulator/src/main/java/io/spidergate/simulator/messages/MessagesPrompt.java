package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.assistant.Form;
import io.spidergate.simulator.assistant.Heard;
import io.spidergate.simulator.assistant.Prompt;
import io.spidergate.simulator.assistant.Toolbox;
import io.spidergate.simulator.assistant.Toolbox.Choice;
import io.spidergate.simulator.wire.PromptTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the assistant needs to know of a well-formed Messages request.
final class MessagesPrompt {

    private MessagesPrompt() {}

    static Prompt of(JsonNode body) {
        return new Prompt(
                heard(body.path("messages")),
                new Toolbox(
                        functions(body.path("tools")),
                        choice(body.path("tool_choice")),
                        !body.path("tool_choice").path("disable_parallel_tool_use").asBoolean(),
                        true),
                form(body.path("output_config").path("format")),
                new Prompt.Limits(stops(body), body.path("max_tokens").asInt(Integer.MAX_VALUE), 1),
                Set.of("adaptive", "enabled").contains(body.path("thinking").path("type").asText()),
                begun(body.path("messages")),
                PromptTokens.of(body.path("system"), body.path("messages"), body.path("tools")));
    }

    /// A prefilled assistant's turn at the end is gone on from what the user said.
    private static Heard heard(JsonNode messages) {
        for (int at = messages.size() - 1; at >= 0; at--) {
            JsonNode message = messages.path(at);
            if (!message.path("role").asText().equals("user")) {
                continue;
            }
            List<JsonNode> results = Blocks.of(message, "tool_result");
            return results.isEmpty()
                    ? new Heard.Words(Blocks.text(message.path("content")))
                    : new Heard.Results(
                            results.stream()
                                    .map(result -> Blocks.text(result.path("content")))
                                    .toList());
        }
        return new Heard.Words("");
    }

    private static Prompt.Begun begun(JsonNode messages) {
        JsonNode last = messages.path(messages.size() - 1);
        return last.path("role").asText().equals("assistant")
                ? new Prompt.Begun(Blocks.text(last.path("content")), false)
                : Prompt.Begun.NOTHING;
    }

    /// Tools that Anthropic runs itself are never called.
    private static List<Toolbox.Function> functions(JsonNode tools) {
        List<Toolbox.Function> functions = new ArrayList<>();
        for (JsonNode tool : tools) {
            if (tool.path("type").asText("custom").equals("custom")) {
                functions.add(
                        new Toolbox.Function(
                                tool.path("name").asText(), tool.path("input_schema")));
            }
        }
        return functions;
    }

    private static Choice choice(JsonNode choice) {
        return switch (choice.path("type").asText()) {
            case "any" -> new Choice.Some();
            case "none" -> new Choice.Never();
            case "tool" -> new Choice.Named(List.of(choice.path("name").asText()));
            default -> new Choice.Free();
        };
    }

    private static Form form(JsonNode format) {
        return format.path("type").asText().equals("json_schema")
                ? new Form.Fitting(format.path("schema"))
                : new Form.Text();
    }

    private static List<String> stops(JsonNode body) {
        List<String> stops = new ArrayList<>();
        body.path("stop_sequences").forEach(stop -> stops.add(stop.asText()));
        return stops;
    }
}
