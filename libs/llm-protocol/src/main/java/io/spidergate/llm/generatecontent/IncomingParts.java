package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import java.util.List;

/// Reads the `parts` of one answer, whole or frame by frame.
///
/// Rules: a seal comes after the text or thought that it stands on; calls are whole. What Google
/// ran itself (`executableCode` and its like) and what is no text is ignored, and so are the pieces
/// of a streamed call, which have no name: only who asked Google for them gets them, and those
/// answers are passed on as they are.
final class IncomingParts {

    private int calls;

    boolean hasCalls() {
        return calls > 0;
    }

    /// @param answerId the provider's, or empty
    void read(JsonNode parts, String answerId, List<AnswerPart> into) {
        for (JsonNode part : parts) {
            if (part.path("functionCall").path("name").isTextual()) {
                call(part, answerId, into);
            } else {
                text(part, into);
            }
        }
    }

    private void call(JsonNode part, String answerId, List<AnswerPart> into) {
        JsonNode call = part.path("functionCall");
        String id = call.path("id").asText("");
        into.add(
                new AnswerPart.CallBegun(
                        calls,
                        id.isEmpty() ? CallId.ofAnswer(calls, answerId, part) : id,
                        call.path("name").textValue(),
                        Signature.read(part.path(PartField.SIGNATURE))));
        JsonNode args = call.path("args");
        into.add(new AnswerPart.CallArguments(calls, args.isObject() ? args.toString() : "{}"));
        calls++;
    }

    private static void text(JsonNode part, List<AnswerPart> into) {
        String text = part.path(PartField.TEXT).asText("");
        if (!text.isEmpty()) {
            boolean thought = part.path(PartField.THOUGHT).asBoolean();
            into.add(thought ? new AnswerPart.Thought(text) : new AnswerPart.Text(text));
        }
        Signature.read(part.path(PartField.SIGNATURE))
                .ifPresent(seal -> into.add(new AnswerPart.ThoughtSealed(seal)));
    }
}
