package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.simulator.Answer.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A model of no intelligence that honours what a request asks for: tools, JSON, length, stop
/// words. It says that it is the simulator and repeats the last message, always the same for the
/// same request.
final class Assistant {

    private static final Pattern PIECE = Pattern.compile("\\s*\\S+\\s*?(?=\\s|$)|\\s+$");
    private static final int QUOTED = 200;

    private final JsonNode request;
    private final Scenario scenario;

    private Assistant(JsonNode request, Scenario scenario) {
        this.request = request;
        this.scenario = scenario;
    }

    static Answer answer(JsonNode request, long promptTokens, Scenario scenario) {
        return new Assistant(request, scenario).answer(promptTokens);
    }

    private Answer answer(long promptTokens) {
        if (!scenario.emptyCompletion() && scenario.text() == null && callsTool()) {
            ToolCall call = toolCall();
            long tokens = TokenEstimate.ofText(call.name() + call.arguments()) * choices();
            return new Answer(
                    List.of(),
                    List.of(call),
                    "tool_calls",
                    promptTokens,
                    scenario.cachedTokens(),
                    tokens,
                    choices());
        }
        return spoken(promptTokens);
    }

    private Answer spoken(long promptTokens) {
        String full = scenario.emptyCompletion() ? "" : text();
        List<String> pieces = pieces(stopped(full));
        int cap = maxTokens();
        boolean capped = pieces.size() > cap;
        List<String> said = capped ? pieces.subList(0, cap) : pieces;
        return new Answer(
                said,
                List.of(),
                capped ? "length" : "stop",
                promptTokens,
                Math.min(promptTokens, scenario.cachedTokens()),
                (long) said.size() * choices(),
                choices());
    }

    private int choices() {
        return request.path("n").asInt(1);
    }

    private int maxTokens() {
        int fallback = request.path("max_tokens").asInt(Integer.MAX_VALUE);
        return request.path("max_completion_tokens").asInt(fallback);
    }

    private String text() {
        if (scenario.text() != null) {
            return scenario.text();
        }
        JsonNode format = request.path("response_format");
        return switch (format.path("type").asText()) {
            case "json_object" ->
                    Bodies.object().put("simulator", true).put("answer", echo()).toString();
            case "json_schema" ->
                    SchemaExample.of(format.path("json_schema").path("schema"), "simulated")
                            .toString();
            default -> echo();
        };
    }

    private String echo() {
        JsonNode last = lastMessage();
        String said = quoted(textOf(last));
        return switch (last.path("role").asText()) {
            case "tool", "function" ->
                    "This is the SpiderGate provider simulator. The tool answered: " + said;
            default -> "This is the SpiderGate provider simulator. You said: " + said;
        };
    }

    private static String quoted(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }

    private JsonNode lastMessage() {
        JsonNode messages = request.path("messages");
        for (int at = messages.size() - 1; at >= 0; at--) {
            String role = messages.path(at).path("role").asText();
            if (role.equals("user") || role.equals("tool") || role.equals("function")) {
                return messages.path(at);
            }
        }
        return messages.path(messages.size() - 1);
    }

    static String textOf(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return content.textValue();
        }
        List<String> parts = new ArrayList<>();
        content.forEach(part -> parts.add(part.path("text").asText("[picture]")));
        return String.join(" ", parts);
    }

    private String stopped(String text) {
        JsonNode stop = request.path("stop");
        String said = text;
        for (JsonNode word : stop.isTextual() ? List.of(stop) : stop) {
            int at = said.indexOf(word.asText());
            said = at >= 0 && !word.asText().isEmpty() ? said.substring(0, at) : said;
        }
        return said;
    }

    private static List<String> pieces(String text) {
        return PIECE.matcher(text).results().map(MatchResult::group).toList();
    }

    private boolean callsTool() {
        if (functions().isEmpty()) {
            return false;
        }
        JsonNode choice = request.path("tool_choice");
        if (choice.isObject() || choice.asText().equals("required")) {
            return true;
        }
        boolean answersTool = lastMessage().path("role").asText().matches("tool|function");
        return !choice.asText().equals("none") && !answersTool && asksForTool();
    }

    private boolean asksForTool() {
        String said = textOf(lastMessage()).toLowerCase(Locale.ROOT);
        return said.contains("tool")
                || functions().stream()
                        .map(function -> function.path("name").asText().toLowerCase(Locale.ROOT))
                        .anyMatch(said::contains);
    }

    private List<JsonNode> functions() {
        List<JsonNode> functions = new ArrayList<>();
        for (JsonNode tool : request.path("tools")) {
            if (tool.path("type").asText().equals("function")) {
                functions.add(tool.path("function"));
            }
        }
        return functions;
    }

    private ToolCall toolCall() {
        String wanted = request.path("tool_choice").path("function").path("name").asText();
        JsonNode function =
                functions().stream()
                        .filter(each -> each.path("name").asText().equals(wanted))
                        .findFirst()
                        .orElseGet(() -> functions().getFirst());
        String name = function.path("name").asText();
        String arguments =
                SchemaExample.of(function.path("parameters"), quoted(textOf(lastMessage())))
                        .toString();
        return new ToolCall(CallIds.toolCall(name + arguments), name, arguments);
    }
}
