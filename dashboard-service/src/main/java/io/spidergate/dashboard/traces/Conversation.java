package io.spidergate.dashboard.traces;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.gateway.RequestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What was said, message by message, as far as it was captured.
///
/// @param truncated something was too long to be captured whole
public record Conversation(List<Message> messages, boolean truncated) {

    private static final Set<String> ROLES =
            Set.of("system", "developer", "user", "assistant", "tool", "function");

    public Conversation {
        messages = List.copyOf(messages);
    }

    /// @param role one of the known ones, or `other`: it chooses a colour
    /// @param answer came back rather than was sent
    public record Message(int number, String role, String label, String text, boolean answer) {}

    static Conversation of(RequestEvent.Capture capture, ObjectMapper json) {
        List<Message> messages = new ArrayList<>(sent(capture.request(), json));
        String response = capture.response();
        if (response != null && !response.isEmpty()) {
            messages.add(
                    new Message(messages.size() + 1, "assistant", "assistant", response, true));
        }
        return new Conversation(messages, capture.truncated());
    }

    private static List<Message> sent(String request, ObjectMapper json) {
        try {
            JsonNode body = json.readTree(request);
            if (body != null && body.path("messages").isArray()) {
                List<Message> messages = new ArrayList<>();
                body.path("messages").forEach(m -> messages.add(message(messages.size() + 1, m)));
                return messages;
            }
        } catch (JsonProcessingException e) {
            // Cut in the middle: shown as it is.
            return List.of(new Message(1, "other", "request", request, false));
        }
        return List.of(new Message(1, "other", "request", request, false));
    }

    private static Message message(int number, JsonNode message) {
        String label = message.path("role").asText("message");
        return new Message(
                number, ROLES.contains(label) ? label : "other", label, text(message), false);
    }

    private static String text(JsonNode message) {
        StringBuilder text = new StringBuilder(content(message.path("content")));
        if (message.has("tool_calls")) {
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append(message.path("tool_calls").toPrettyString());
        }
        return text.toString();
    }

    private static String content(JsonNode content) {
        if (content.isMissingNode() || content.isNull()) {
            return "";
        }
        if (content.isTextual()) {
            return content.asText();
        }
        List<String> parts = new ArrayList<>();
        content.forEach(part ->
                parts.add(
                        part.path("text").isTextual()
                                ? part.path("text").asText()
                                : part.toPrettyString()));
        return String.join("\n\n", parts);
    }
}
