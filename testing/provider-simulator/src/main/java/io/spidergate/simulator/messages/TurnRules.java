package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the Messages API refuses of the turns of a conversation: whose they are, and that every
/// call of a tool is answered in the next one, before anything else is said.
final class TurnRules {

    private static final List<String> ROLES = List.of("user", "assistant");

    private final Objections objections;
    private final BlockRules blocks;

    TurnRules(Objections objections) {
        this.objections = objections;
        this.blocks = new BlockRules(objections);
    }

    void check(JsonNode messages) {
        if (!objections.required("messages", messages) || !objections.list("messages", messages)) {
            return;
        }
        if (messages.isEmpty()) {
            objections.at("messages", "at least one message is required");
        }
        for (int at = 0; at < messages.size(); at++) {
            shape("messages." + at, messages.path(at), at == messages.size() - 1);
        }
        if (!messages.path(0).path("role").asText().equals("user")) {
            objections.at("messages", "first message must use the \"user\" role");
        }
        for (int at = 0; at < messages.size(); at++) {
            answers(at, messages.path(at), at == 0 ? List.of() : calls(messages.path(at - 1)));
            answered(at, calls(messages.path(at)), messages.path(at + 1));
        }
    }

    private void shape(String path, JsonNode message, boolean last) {
        if (!objections.dictionary(path, message)) {
            return;
        }
        objections.literal(path + ".role", message.path("role"), ROLES);
        objections.extra(path, message, Set.of("role", "content"));
        JsonNode content = message.path("content");
        if (!objections.required(path + ".content", content) || content.isTextual()) {
            emptiness(path, message, last);
            return;
        }
        if (objections.list(path + ".content", content)) {
            emptiness(path, message, last);
            for (int at = 0; at < content.size(); at++) {
                blocks.check(
                        path + ".content." + at, content.path(at), message.path("role").asText());
            }
        }
    }

    private void emptiness(String path, JsonNode message, boolean last) {
        JsonNode content = message.path("content");
        boolean empty = content.isTextual() ? content.asText().isEmpty() : content.isEmpty();
        boolean assistant = message.path("role").asText().equals("assistant");
        if (empty && !(last && assistant)) {
            objections.at(
                    path,
                    assistant
                            ? "all messages must have non-empty content except for the optional final"
                                    + " assistant message"
                            : "user messages must have non-empty content");
        }
        if (last && assistant && Blocks.text(content).endsWith(" ")) {
            objections.at(
                    "messages", "final assistant content cannot end with trailing whitespace");
        }
    }

    /// Every result must belong to a call of the turn before.
    private void answers(int at, JsonNode message, List<String> calls) {
        JsonNode content = message.path("content");
        for (int block = 0; block < content.size(); block++) {
            JsonNode result = content.path(block);
            String id = result.path("tool_use_id").asText();
            if (result.path("type").asText().equals("tool_result") && !calls.contains(id)) {
                objections.at(
                        "messages.%d.content.%d".formatted(at, block),
                        ("unexpected `tool_use_id` found in `tool_result` blocks: %s. Each"
                                        + " `tool_result` block must have a corresponding `tool_use`"
                                        + " block in the previous message.")
                                .formatted(id));
            }
        }
    }

    /// Every call must have a result at the head of the next message.
    private void answered(int at, List<String> calls, JsonNode next) {
        List<String> unanswered = new ArrayList<>(calls);
        for (JsonNode block : next.path("content")) {
            if (!block.path("type").asText().equals("tool_result")) {
                break;
            }
            unanswered.remove(block.path("tool_use_id").asText());
        }
        if (!unanswered.isEmpty()) {
            objections.at(
                    "messages." + at,
                    ("`tool_use` ids were found without `tool_result` blocks immediately after: %s."
                                    + " Each `tool_use` block must have a corresponding `tool_result`"
                                    + " block in the next message.")
                            .formatted(String.join(", ", unanswered)));
        }
    }

    private static List<String> calls(JsonNode message) {
        return Blocks.of(message, "tool_use").stream()
                .map(call -> call.path("id").asText())
                .toList();
    }
}
