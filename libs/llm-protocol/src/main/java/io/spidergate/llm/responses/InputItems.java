package io.spidergate.llm.responses;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.FieldCheck;
import java.util.List;
import java.util.Optional;

/// The `instructions` and the `input` of a request as turns.
///
/// Rules: the `id`, `status` and `phase` of an item are left out, since nothing here is found by
/// them. A message without `type` is a message. A result must answer a call before it.
final class InputItems {

    private static final List<String> ROLES = List.of("user", "assistant", "system", "developer");

    private final RequestCheck check;
    private final ContentParts content;
    private final ForeignItems foreign;
    private final Turns turns = new Turns();

    InputItems(RequestCheck check) {
        this.check = check;
        this.content = new ContentParts(check);
        this.foreign = new ForeignItems(check, content, turns);
    }

    List<Turn> read(JsonNode instructions, JsonNode input) {
        check.fields().string("instructions", instructions);
        if (instructions.isTextual() && !instructions.textValue().isEmpty()) {
            turns.add(new Turn.Instructions(instructions.textValue()));
        }
        if (input.isTextual()) {
            turns.add(new Turn.User(List.of(new Part.Text(input.textValue()))));
        } else if (absent(input)) {
            check.fields().missing("input");
        } else if (check.array("input", input, "a string or an array of items")) {
            items(input);
        }
        return turns.all();
    }

    private void items(JsonNode input) {
        if (input.isEmpty()) {
            check.fields()
                    .fail(
                            "input",
                            "input must have at least 1 element, not 0",
                            FieldCheck.INVALID_VALUE);
        }
        for (int at = 0; at < input.size() && check.clean(); at++) {
            item("input[" + at + "]", input.path(at));
        }
    }

    private void item(String at, JsonNode item) {
        check.fields().requiredObject(at, item);
        boolean bare = absent(item.path("type")) && item.has("role");
        if (!bare) {
            check.fields().requiredString(at + ".type", item.path("type"), RequestCheck.MAX_NAME);
        }
        if (!check.clean()) {
            return;
        }
        switch (bare ? "message" : item.path("type").textValue()) {
            case "message" -> message(at, item);
            case "function_call" -> call(at, item);
            case "function_call_output" -> result(at, item);
            case "reasoning" -> reasoning(at, item);
            case "item_reference" ->
                    check.refuse(
                            at,
                            at
                                    + " is an item_reference, but nothing is stored here; send the item itself");
            default -> foreign.read(at, item);
        }
    }

    private void message(String at, JsonNode message) {
        check.fields().oneOf(at + ".role", message.path("role"), ROLES);
        String field = at + ".content";
        JsonNode body = message.path("content");
        switch (message.path("role").asText()) {
            case "user" -> turns.add(new Turn.User(content.parts(field, body)));
            case "assistant" -> content.texts(field, body).forEach(turns::say);
            default ->
                    turns.add(new Turn.Instructions(String.join("\n", content.texts(field, body))));
        }
    }

    private void call(String at, JsonNode call) {
        check.fields()
                .requiredString(at + ".call_id", call.path("call_id"), RequestCheck.MAX_CALL_ID);
        check.fields().requiredString(at + ".name", call.path("name"), RequestCheck.MAX_NAME);
        check.fields().string(at + ".namespace", call.path("namespace"));
        String arguments = check.text(at + ".arguments", call.path("arguments"));
        String name =
                check.names().flat(call.path("namespace").asText(""), call.path("name").asText());
        turns.call(call.path("call_id").asText(), name, foreign.object(at, arguments));
    }

    private void result(String at, JsonNode result) {
        JsonNode callId = result.path("call_id");
        check.fields().requiredString(at + ".call_id", callId, RequestCheck.MAX_CALL_ID);
        if (check.clean() && !turns.called(callId.textValue())) {
            check.fields().wrongValue(at + ".call_id", "the call_id of a call before it", callId);
        }
        List<Part> parts = content.parts(at + ".output", result.path("output"));
        turns.add(new Turn.ToolResult(callId.asText(), parts, false));
    }

    private void reasoning(String at, JsonNode reasoning) {
        String text = Reasoning.text(reasoning);
        check.fields().string(at + ".encrypted_content", reasoning.path("encrypted_content"));
        String sealed = reasoning.path("encrypted_content").asText("");
        Optional<Seal> seal =
                sealed.isEmpty() ? Optional.empty() : Seal.read(sealed, Protocol.RESPONSES);
        if (!sealed.isEmpty() && seal.isEmpty()) {
            check.notes().add("a seal of an unknown protocol was left out");
        }
        if (!text.isEmpty() || seal.isPresent()) {
            turns.think(new Said.Thought(text, seal));
        }
    }
}
