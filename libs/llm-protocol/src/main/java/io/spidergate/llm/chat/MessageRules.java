package io.spidergate.llm.chat;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.json.FieldCheck;
import java.util.List;

/// What a conversation must look like, and what it asks of a model.
final class MessageRules {

    private static final List<String> ROLES =
            List.of("system", "developer", "user", "assistant", "tool", "function");
    private static final int MAX_NAME = 512;

    private final FieldCheck check;
    private final PromptFacts facts;

    MessageRules(FieldCheck check, PromptFacts facts) {
        this.check = check;
        this.facts = facts;
    }

    void check(JsonNode messages) {
        if (absent(messages)) {
            check.missing("messages");
            return;
        }
        if (!messages.isArray()) {
            check.wrongType("messages", "an array", messages);
            return;
        }
        if (messages.isEmpty()) {
            check.fail(
                    "messages",
                    "messages must have at least 1 element, not 0",
                    FieldCheck.INVALID_VALUE);
        }
        for (int at = 0; at < messages.size() && check.clean(); at++) {
            message("messages[" + at + "]", messages.path(at));
        }
    }

    private void message(String at, JsonNode message) {
        check.requiredObject(at, message);
        if (!check.clean()) {
            return;
        }
        check.oneOf(at + ".role", message.path("role"), ROLES);
        check.string(at + ".name", message.path("name"));
        String role = message.path("role").asText();
        content(at + ".content", message, role);
        if (role.equals("assistant")) {
            toolCalls(at + ".tool_calls", message.path("tool_calls"));
        }
        if (role.equals("tool")) {
            check.requiredString(at + ".tool_call_id", message.path("tool_call_id"), MAX_NAME);
        }
        facts.message();
    }

    private void content(String at, JsonNode message, String role) {
        JsonNode content = message.path("content");
        if (absent(content)) {
            if (!mayBeSilent(message, role)) {
                check.missing(at);
            }
            return;
        }
        if (content.isTextual()) {
            facts.text(content);
            return;
        }
        if (!content.isArray()) {
            check.wrongType(at, "a string or an array of parts", content);
            return;
        }
        for (int index = 0; index < content.size() && check.clean(); index++) {
            part(at + "[" + index + "]", content.path(index));
        }
    }

    /// An assistant's turn may consist of calls or a refusal alone.
    private static boolean mayBeSilent(JsonNode message, String role) {
        return role.equals("function")
                || role.equals("assistant")
                        && (message.hasNonNull("tool_calls")
                                || message.hasNonNull("function_call")
                                || message.hasNonNull("refusal")
                                || message.hasNonNull("audio"));
    }

    /// Parts of unknown type go through: providers have their own, such as `thinking`.
    private void part(String at, JsonNode part) {
        check.requiredObject(at, part);
        check.requiredString(at + ".type", part.path("type"), MAX_NAME);
        switch (part.path("type").asText()) {
            case "text" -> text(at + ".text", part.path("text"));
            case "image_url" -> image(at + ".image_url", part.path("image_url"));
            case "input_audio" -> {
                check.requiredObject(at + ".input_audio", part.path("input_audio"));
                facts.need(Need.AUDIO);
            }
            case "file" -> {
                check.requiredObject(at + ".file", part.path("file"));
                facts.need(Need.FILES);
            }
            default -> facts.text(part.path("text"));
        }
    }

    private void text(String at, JsonNode text) {
        if (absent(text)) {
            check.missing(at);
            return;
        }
        check.string(at, text);
        facts.text(text);
    }

    private void image(String at, JsonNode image) {
        check.requiredObject(at, image);
        if (check.clean()) {
            check.requiredString(at + ".url", image.path("url"), Integer.MAX_VALUE);
        }
        facts.image();
    }

    private void toolCalls(String at, JsonNode calls) {
        if (absent(calls)) {
            return;
        }
        if (!calls.isArray()) {
            check.wrongType(at, "an array", calls);
            return;
        }
        for (int index = 0; index < calls.size() && check.clean(); index++) {
            toolCall(at + "[" + index + "]", calls.path(index));
        }
    }

    private void toolCall(String at, JsonNode call) {
        check.requiredObject(at, call);
        check.requiredString(at + ".id", call.path("id"), MAX_NAME);
        if (!call.path("type").asText("function").equals("function")) {
            return;
        }
        JsonNode function = call.path("function");
        check.requiredObject(at + ".function", function);
        check.requiredString(at + ".function.name", function.path("name"), MAX_NAME);
        JsonNode arguments = function.path("arguments");
        if (absent(arguments)) {
            check.missing(at + ".function.arguments");
            return;
        }
        check.string(at + ".function.arguments", arguments);
        facts.text(arguments);
    }
}
