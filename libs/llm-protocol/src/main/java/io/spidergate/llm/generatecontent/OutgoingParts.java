package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.json.Json;
import org.jspecify.annotations.Nullable;

/// Puts the `parts` of an answer together.
///
/// Rules: neighbours of one kind are one part, up to the seal that ends it; a call is one part,
/// held back until it is whole, so half a call never reaches a caller; a seal stands where Google
/// puts its own: on the call, on the text before it, else on a thought, which may be empty.
final class OutgoingParts {

    private final ArrayNode ready = Json.MAPPER.createArrayNode();
    private AnswerPart.@Nullable CallBegun call;
    private final StringBuilder arguments = new StringBuilder();
    private boolean afterText;

    void add(AnswerPart part) {
        switch (part) {
            case AnswerPart.Text(String text) -> text(text, false);
            case AnswerPart.Thought(String text) -> text(text, true);
            case AnswerPart.ThoughtSealed(Seal seal) -> seal(seal);
            case AnswerPart.CallBegun begun -> {
                endCall();
                call = begun;
            }
            case AnswerPart.CallArguments more -> arguments.append(more.json());
            case AnswerPart.Finished finished -> {}
            case AnswerPart.Counted counted -> {}
            case AnswerPart.Ended ended -> {}
            case AnswerPart.Broken broken -> {}
            case AnswerPart.Malformed malformed -> {}
        }
    }

    /// What is whole since the last time.
    ArrayNode take() {
        ArrayNode taken = ready.deepCopy();
        ready.removeAll();
        return taken;
    }

    /// The answer is complete, and so is its last call.
    void endCall() {
        if (call == null) {
            return;
        }
        ObjectNode part = ready.addObject();
        ObjectNode function = part.putObject("functionCall");
        function.put("id", call.id()).put("name", call.name());
        function.set("args", CallObject.of(arguments.toString()).args());
        call.seal().ifPresent(seal -> part.put(PartField.SIGNATURE, Signature.of(seal)));
        call = null;
        arguments.setLength(0);
        afterText = false;
    }

    private void text(String text, boolean thought) {
        endCall();
        if (text.isEmpty()) {
            return;
        }
        ObjectNode part = open(thought);
        part.put(PartField.TEXT, part.path(PartField.TEXT).asText("") + text);
        afterText = !thought;
    }

    private void seal(Seal seal) {
        endCall();
        boolean onText = afterText && seal.by() == Protocol.GENERATE_CONTENT;
        ObjectNode part = open(!onText);
        part.put(PartField.TEXT, part.path(PartField.TEXT).asText(""));
        part.put(PartField.SIGNATURE, Signature.of(seal));
    }

    /// The last part where it is of this kind and may go on, else a new one.
    private ObjectNode open(boolean thought) {
        if (ready.path(ready.size() - 1) instanceof ObjectNode last
                && last.has(PartField.TEXT)
                && last.has(PartField.THOUGHT) == thought
                && !last.has(PartField.SIGNATURE)) {
            return last;
        }
        ObjectNode part = ready.addObject();
        if (thought) {
            part.put(PartField.THOUGHT, true);
        }
        return part;
    }
}
