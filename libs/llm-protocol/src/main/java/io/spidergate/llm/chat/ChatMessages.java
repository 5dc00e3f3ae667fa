package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.DataUrl;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.Json;
import java.util.List;
import java.util.Set;

/// Writes turns as the messages of a chat completion request.
///
/// Rules: thoughts go back only to providers that want them ([Quirk#NEEDS_REASONING_CONTENT]); a
/// picture in a tool's result follows in a message of the user, since tool messages hold text only;
/// text alone is written as a string, which every server takes, and not as an array of parts.
final class ChatMessages {

    private final Set<String> quirks;
    private final List<String> notes;
    private final ArrayNode messages = Json.MAPPER.createArrayNode();

    ChatMessages(Set<String> quirks, List<String> notes) {
        this.quirks = quirks;
        this.notes = notes;
    }

    ArrayNode of(List<Turn> turns) {
        for (Turn turn : turns) {
            switch (turn) {
                case Turn.Instructions(String text) -> message("system").put("content", text);
                case Turn.User(List<Part> parts) -> content(message("user"), parts);
                case Turn.Assistant(List<Said> said) -> assistant(said);
                case Turn.ToolResult result -> result(result);
            }
        }
        return messages;
    }

    private ObjectNode message(String role) {
        return messages.addObject().put("role", role);
    }

    private static void content(ObjectNode message, List<Part> parts) {
        if (parts.stream().allMatch(Part.Text.class::isInstance)) {
            message.put("content", text(parts));
            return;
        }
        ArrayNode content = message.putArray("content");
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) ->
                        content.addObject().put("type", "text").put("text", text);
                case Part.InlineImage image -> image(content, DataUrl.of(image));
                case Part.LinkedImage(String url) -> image(content, url);
            }
        }
    }

    private static void image(ArrayNode content, String url) {
        content.addObject().put("type", "image_url").putObject("image_url").put("url", url);
    }

    private static String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text(String piece)) {
                text.append(text.isEmpty() ? "" : "\n").append(piece);
            }
        }
        return text.toString();
    }

    private void assistant(List<Said> said) {
        ObjectNode message = message("assistant");
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        ArrayNode calls = Json.MAPPER.createArrayNode();
        for (Said piece : said) {
            switch (piece) {
                case Said.Text(String more) -> text.append(more);
                case Said.Thought thought -> thoughts.append(thought.text());
                case Said.Call call -> call(calls, call);
            }
        }
        if (text.isEmpty() && !calls.isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", text.toString());
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        thoughts(message, thoughts.toString());
    }

    private void thoughts(ObjectNode message, String thoughts) {
        if (thoughts.isEmpty()) {
            return;
        }
        if (quirks.contains(Quirk.NEEDS_REASONING_CONTENT)) {
            message.put("reasoning_content", thoughts);
        } else {
            notes.add("earlier thoughts were left out: the provider does not take them back");
        }
    }

    private static void call(ArrayNode calls, Said.Call call) {
        ObjectNode node = calls.addObject().put("id", call.id()).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        if (call.seal().isPresent()
                && call.seal().get() instanceof Seal seal
                && seal.by() == Protocol.GENERATE_CONTENT) {
            ChatSeals.sign(node, seal);
        }
    }

    private void result(Turn.ToolResult result) {
        message("tool").put("tool_call_id", result.callId()).put("content", resultText(result));
        List<Part> pictures =
                result.parts().stream().filter(part -> !(part instanceof Part.Text)).toList();
        if (!pictures.isEmpty()) {
            content(message("user"), pictures);
        }
    }

    private static String resultText(Turn.ToolResult result) {
        String text = text(result.parts());
        return result.failed() ? "Error: " + text : text;
    }
}
