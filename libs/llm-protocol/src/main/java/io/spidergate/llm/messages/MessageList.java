package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.Json;
import java.util.List;

/// Writes turns as `messages`, which must alternate and begin with the user.
///
/// Rules: neighbours of one role are one message; results come first in theirs; instructions are
/// not among them; blank texts are refused by the API, so they are not written, nor is a message
/// that has nothing else; where the first word would not be the user's, one is put there.
final class MessageList {

    private static final String OPENING = "Begin.";

    private final List<String> notes;
    private final ToolIds ids = new ToolIds();
    private final AssistantContent assistant;
    private final ArrayNode messages = Json.MAPPER.createArrayNode();
    private ArrayNode results = Json.MAPPER.createArrayNode();
    private ArrayNode content = Json.MAPPER.createArrayNode();
    private boolean users = true;

    MessageList(List<String> notes) {
        this.notes = notes;
        this.assistant = new AssistantContent(ids, notes);
    }

    ArrayNode of(List<Turn> turns) {
        turns.forEach(this::add);
        flush();
        stripEnd(messages.path(messages.size() - 1));
        return messages;
    }

    private void add(Turn turn) {
        switch (turn) {
            case Turn.Instructions instructions -> {}
            case Turn.User(List<Part> parts) -> {
                turnTo(true);
                content.addAll(UserContent.of(parts));
            }
            case Turn.ToolResult result -> {
                turnTo(true);
                results.add(UserContent.result(result, ids));
            }
            case Turn.Assistant(List<Said> said) -> {
                ArrayNode blocks = assistant.of(said);
                if (!blocks.isEmpty()) {
                    turnTo(false);
                    content.addAll(blocks);
                }
            }
        }
    }

    /// An answer to be continued may not end in white space.
    private static void stripEnd(JsonNode last) {
        JsonNode content = last.path("content");
        if (last.path("role").asText().equals("assistant")
                && content.path(content.size() - 1) instanceof ObjectNode block
                && block.has("text")) {
            block.put("text", block.path("text").asText().stripTrailing());
        }
    }

    private void turnTo(boolean user) {
        if (users != user) {
            flush();
            users = user;
        }
    }

    private void flush() {
        ArrayNode whole = results.addAll(content);
        results = Json.MAPPER.createArrayNode();
        content = Json.MAPPER.createArrayNode();
        if (messages.isEmpty() && (whole.isEmpty() || !users)) {
            notes.add("a word of the user was put first: the protocol wants one");
            add("user", Json.MAPPER.createArrayNode().add(UserContent.text(OPENING)));
        }
        if (!whole.isEmpty()) {
            add(users ? "user" : "assistant", whole);
        }
    }

    private void add(String role, ArrayNode blocks) {
        JsonNode last = messages.path(messages.size() - 1);
        if (last.path("role").asText().equals(role)) {
            ((ArrayNode) last.path("content")).addAll(blocks);
        } else {
            messages.addObject().put("role", role).set("content", blocks);
        }
    }
}
