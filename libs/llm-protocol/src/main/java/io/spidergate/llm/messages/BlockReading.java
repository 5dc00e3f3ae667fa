package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.conversation.Seal;
import java.util.List;
import java.util.Optional;

/// Reads the content blocks of one answer, whole or in deltas.
///
/// Rules: a call without arguments has those of its beginning, `{}` at the least; a delta of
/// arguments must belong to the call that was begun last; deltas that name another kind than their
/// block are believed, since they say what they are.
final class BlockReading {

    private static final int NONE = -1;

    private int calls;

    /// The open block where it is a call, [#NONE] otherwise.
    private int callAt = NONE;

    /// The open block where its kind is unknown, [#NONE] otherwise.
    private int unknownAt = NONE;

    private String argumentsAtBegin = "";
    private Optional<Seal> sealOfNextCall = Optional.empty();

    static boolean isContent(AnswerPart part) {
        return part instanceof AnswerPart.Text
                || part instanceof AnswerPart.Thought
                || part instanceof AnswerPart.ThoughtSealed
                || part instanceof AnswerPart.CallBegun
                || part instanceof AnswerPart.CallArguments;
    }

    void whole(JsonNode block, List<AnswerPart> parts) {
        begin(0, block, parts);
        end(parts);
    }

    /// @return whether the event is about a block
    boolean event(String type, JsonNode event, List<AnswerPart> parts) {
        int at = event.path("index").asInt();
        switch (type) {
            case "content_block_start" -> {
                end(parts);
                begin(at, event.path("content_block"), parts);
            }
            case "content_block_delta" -> more(at, event.path("delta"), parts);
            case "content_block_stop" -> end(parts);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void begin(int at, JsonNode block, List<AnswerPart> parts) {
        switch (block.path("type").asText()) {
            case "text" -> text(block.path("text"), parts);
            case "thinking" -> {
                thought(block.path("thinking"), parts);
                signature(block.path("signature"), parts);
            }
            case "redacted_thinking" ->
                    parts.add(
                            new AnswerPart.ThoughtSealed(
                                    MessagesSeal.ofRedacted(block.path("data").asText())));
            case "tool_use" -> call(at, block, parts);
            default -> unknownAt = at; // server_tool_use and its results
        }
    }

    private void call(int at, JsonNode block, List<AnswerPart> parts) {
        String id = block.path("id").asText("");
        parts.add(
                new AnswerPart.CallBegun(
                        calls,
                        id.isEmpty() ? "toolu_" + calls : id,
                        block.path("name").asText(""),
                        sealOfNextCall));
        sealOfNextCall = Optional.empty();
        callAt = at;
        argumentsAtBegin = block.path("input").isObject() ? block.path("input").toString() : "{}";
        calls++;
    }

    private void more(int at, JsonNode delta, List<AnswerPart> parts) {
        String type = delta.path("type").asText();
        if (type.equals("input_json_delta")) {
            arguments(at, delta.path("partial_json").asText(""), parts);
            return;
        }
        end(parts); // of a call, which must stay whole
        switch (type) {
            case "text_delta" -> text(delta.path("text"), parts);
            case "thinking_delta" -> thought(delta.path("thinking"), parts);
            case "signature_delta" -> signature(delta.path("signature"), parts);
            default -> {} // citations
        }
    }

    private void arguments(int at, String json, List<AnswerPart> parts) {
        if (json.isEmpty() || at == unknownAt) {
            return;
        }
        if (at != callAt) {
            parts.add(new AnswerPart.Malformed("arguments outside of a call"));
            return;
        }
        argumentsAtBegin = "";
        parts.add(new AnswerPart.CallArguments(calls - 1, json));
    }

    /// Also where the stream forgot to say so: the next block, the stop reason and the end close
    /// what is open.
    void end(List<AnswerPart> parts) {
        if (callAt != NONE && !argumentsAtBegin.isEmpty()) {
            parts.add(new AnswerPart.CallArguments(calls - 1, argumentsAtBegin));
        }
        callAt = NONE;
        unknownAt = NONE;
    }

    private static void text(JsonNode text, List<AnswerPart> parts) {
        if (!text.asText("").isEmpty()) {
            parts.add(new AnswerPart.Text(text.asText()));
        }
    }

    private static void thought(JsonNode text, List<AnswerPart> parts) {
        if (!text.asText("").isEmpty()) {
            parts.add(new AnswerPart.Thought(text.asText()));
        }
    }

    private void signature(JsonNode signature, List<AnswerPart> parts) {
        Optional<Seal> seal = MessagesSeal.ofSignature(signature.asText(""));
        Optional<Seal> ofCall = seal.flatMap(MessagesSeal::ofCall);
        if (ofCall.isPresent()) {
            sealOfNextCall = ofCall;
        } else {
            seal.ifPresent(sealed -> parts.add(new AnswerPart.ThoughtSealed(sealed)));
        }
    }
}
