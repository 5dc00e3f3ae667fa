package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.DataUrl;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.conversation.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the messages of a chat completion request as turns.
final class ChatTurns {

    private final List<String> notes;

    /// @param notes where what is left out is told
    ChatTurns(List<String> notes) {
        this.notes = notes;
    }

    Turn turn(JsonNode message) {
        JsonNode content = message.path("content");
        return switch (message.path("role").asText()) {
            case "system", "developer" -> new Turn.Instructions(text(content));
            case "assistant" -> new Turn.Assistant(said(message));
            case "tool" ->
                    new Turn.ToolResult(
                            message.path("tool_call_id").asText(), parts(content), false);
            // the retired role of results, which names the function instead of the call
            case "function" ->
                    new Turn.ToolResult(message.path("name").asText(), parts(content), false);
            default -> new Turn.User(parts(content));
        };
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    private List<Part> parts(JsonNode content) {
        if (content.isTextual()) {
            return List.of(new Part.Text(content.textValue()));
        }
        List<Part> parts = new ArrayList<>(content.size());
        for (JsonNode part : content) {
            switch (part.path("type").asText()) {
                case "text" -> parts.add(new Part.Text(part.path("text").asText()));
                case "image_url" ->
                        parts.add(DataUrl.image(part.path("image_url").path("url").asText()));
                case String type -> notes.add("a part of type %s was left out".formatted(type));
            }
        }
        return parts;
    }

    private List<Said> said(JsonNode message) {
        List<Said> said = new ArrayList<>();
        thoughts(message, said);
        String text = text(message.path("content")) + message.path("refusal").asText("");
        if (!text.isEmpty()) {
            said.add(new Said.Text(text));
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            said.add(
                    new Said.Call(
                            call.path("id").asText(),
                            function.path("name").asText(),
                            function.path("arguments").asText(),
                            signature(call)));
        }
        return said;
    }

    private static void thoughts(JsonNode message, List<Said> said) {
        String thought =
                message.path("reasoning_content").asText(message.path("reasoning").asText(""));
        Optional<Seal> seal = Optional.empty();
        for (JsonNode detail : message.path("reasoning_details")) {
            if (detail.path("type").asText().equals(ChatSeals.ENCRYPTED)) {
                seal = Seal.read(detail.path("data").asText(), Protocol.CHAT_COMPLETIONS);
            }
        }
        if (!thought.isEmpty() || seal.isPresent()) {
            said.add(new Said.Thought(thought, seal));
        }
    }

    private static Optional<Seal> signature(JsonNode call) {
        String signature =
                call.path("extra_content").path("google").path("thought_signature").asText("");
        return signature.isEmpty()
                ? Optional.empty()
                : Seal.read(signature, Protocol.GENERATE_CONTENT);
    }
}
