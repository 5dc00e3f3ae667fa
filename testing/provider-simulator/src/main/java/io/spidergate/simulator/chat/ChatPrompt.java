package io.spidergate.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.assistant.Form;
import io.spidergate.simulator.assistant.Heard;
import io.spidergate.simulator.assistant.Prompt;
import io.spidergate.simulator.assistant.Toolbox;
import io.spidergate.simulator.assistant.Toolbox.Choice;
import java.util.ArrayList;
import java.util.List;

/// What the assistant needs to know of a chat completion request.
final class ChatPrompt {

    private ChatPrompt() {}

    static Prompt of(JsonNode request, ChatOddities.Prefill prefill, long tokens) {
        return new Prompt(
                heard(request.path("messages")),
                new Toolbox(
                        functions(request.path("tools")),
                        choice(request.path("tool_choice")),
                        request.path("parallel_tool_calls").asBoolean(true),
                        false),
                form(request.path("response_format")),
                limits(request),
                false,
                begun(request.path("messages"), prefill),
                tokens);
    }

    private static Prompt.Begun begun(JsonNode messages, ChatOddities.Prefill prefill) {
        JsonNode last = messages.path(messages.size() - 1);
        boolean wanted =
                switch (prefill) {
                    case NONE -> false;
                    case ALWAYS -> true;
                    case BY_PREFIX -> last.path("prefix").asBoolean();
                };
        return wanted && last.path("role").asText().equals("assistant")
                ? new Prompt.Begun(text(last), prefill == ChatOddities.Prefill.BY_PREFIX)
                : Prompt.Begun.NOTHING;
    }

    private static Heard heard(JsonNode messages) {
        List<String> results = new ArrayList<>();
        for (int at = messages.size() - 1; at >= 0; at--) {
            JsonNode message = messages.path(at);
            String role = message.path("role").asText();
            if (role.equals("tool") || role.equals("function")) {
                results.addFirst(text(message));
            } else if (!results.isEmpty()) {
                return new Heard.Results(results);
            } else if (role.equals("user")) {
                return new Heard.Words(text(message));
            }
        }
        return results.isEmpty()
                ? new Heard.Words(text(messages.path(messages.size() - 1)))
                : new Heard.Results(results);
    }

    private static String text(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return content.textValue();
        }
        List<String> parts = new ArrayList<>();
        content.forEach(part -> parts.add(part.path("text").asText("[picture]")));
        return String.join(" ", parts);
    }

    private static List<Toolbox.Function> functions(JsonNode tools) {
        List<Toolbox.Function> functions = new ArrayList<>();
        for (JsonNode tool : tools) {
            JsonNode function = tool.path("function");
            if (tool.path("type").asText().equals("function")) {
                functions.add(
                        new Toolbox.Function(
                                function.path("name").asText(), function.path("parameters")));
            }
        }
        return functions;
    }

    private static Choice choice(JsonNode choice) {
        if (choice.isObject()) {
            return new Choice.Named(List.of(choice.path("function").path("name").asText()));
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
            case "json_schema" -> new Form.Fitting(format.path("json_schema").path("schema"));
            default -> new Form.Text();
        };
    }

    private static Prompt.Limits limits(JsonNode request) {
        JsonNode stop = request.path("stop");
        List<String> stops = new ArrayList<>();
        for (JsonNode word : stop.isTextual() ? List.of(stop) : stop) {
            stops.add(word.asText());
        }
        int fallback = request.path("max_tokens").asInt(Integer.MAX_VALUE);
        return new Prompt.Limits(
                stops,
                request.path("max_completion_tokens").asInt(fallback),
                request.path("n").asInt(1));
    }
}
