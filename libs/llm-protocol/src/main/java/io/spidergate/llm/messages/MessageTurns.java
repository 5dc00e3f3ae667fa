package io.spidergate.llm.messages;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.FieldCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads `system` and `messages` as turns.
///
/// Rules: each block of instructions is a turn of its own, at the top or where it stands among the
/// messages; the results in a user's message become turns in their order, and the rest of that
/// message one turn after them.
final class MessageTurns {

    private static final List<String> ROLES = List.of("user", "assistant", "system");

    private final FieldCheck check;
    private final UserBlocks user;
    private final AssistantBlocks assistant;
    private final List<Turn> turns = new ArrayList<>();

    MessageTurns(FieldCheck check, Set<String> notes) {
        this.check = check;
        this.user = new UserBlocks(check, notes);
        this.assistant = new AssistantBlocks(check, notes);
    }

    List<Turn> of(ObjectNode body) {
        if (!absent(body.path("system"))) {
            instructions("system", body.path("system"));
        }
        JsonNode messages = body.path("messages");
        if (absent(messages)) {
            check.missing("messages");
        } else if (!messages.isArray()) {
            check.wrongType("messages", "an array", messages);
        } else if (messages.isEmpty()) {
            atLeastOne("messages");
        }
        for (int at = 0; at < messages.size() && check.clean(); at++) {
            message("messages[" + at + "]", messages.path(at));
        }
        return turns;
    }

    private void atLeastOne(String at) {
        check.fail(
                at,
                "%s must have at least 1 element, not 0".formatted(at),
                FieldCheck.INVALID_VALUE);
    }

    private void message(String at, JsonNode message) {
        check.requiredObject(at, message);
        if (check.clean()) {
            check.oneOf(at + ".role", message.path("role"), ROLES);
        }
        JsonNode content = message.path("content");
        if (absent(content)) {
            check.missing(at + ".content");
        }
        if (!check.clean()) {
            return;
        }
        switch (message.path("role").asText()) {
            case "system" -> instructions(at + ".content", content);
            case "assistant" ->
                    turns.add(new Turn.Assistant(assistant.of(at + ".content", content)));
            default -> user(at + ".content", content);
        }
    }

    private void instructions(String at, JsonNode content) {
        if (content.isTextual()) {
            turns.add(new Turn.Instructions(content.textValue()));
            return;
        }
        if (!content.isArray()) {
            check.wrongType(at, "a string or an array of text blocks", content);
            return;
        }
        for (int index = 0; index < content.size() && check.clean(); index++) {
            String block = at + "[" + index + "]";
            check.requiredObject(block, content.path(index));
            check.oneOf(block + ".type", content.path(index).path("type"), List.of("text"));
            turns.add(new Turn.Instructions(user.text(block, content.path(index))));
        }
    }

    private void user(String at, JsonNode content) {
        if (content.isArray() && content.isEmpty()) {
            atLeastOne(at);
        }
        UserBlocks.Said said = user.of(at, content);
        turns.addAll(said.results());
        if (!said.parts().isEmpty()) {
            turns.add(new Turn.User(said.parts()));
        }
    }
}
