package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Seal;
import java.util.List;
import java.util.Optional;

/// Writes what the model said before.
///
/// Rules: thoughts go back only with a seal of Google's; an empty one puts its seal on the text
/// before it, where it came from. Since Gemini 3 the first call of each content must be sealed:
/// where another model made it, it gets the value that Google documents for that.
final class SaidWriter {

    private static final String CALL = "functionCall";

    private final GeminiModel model;
    private final ContentList contents;
    private final Notes notes;

    SaidWriter(GeminiModel model, ContentList contents, Notes notes) {
        this.model = model;
        this.contents = contents;
        this.notes = notes;
    }

    void write(List<Said> words) {
        for (Said piece : words) {
            switch (piece) {
                case Said.Text(String text) -> {
                    if (!text.isEmpty()) {
                        contents.part(ContentList.MODEL).put(PartField.TEXT, text);
                    }
                }
                case Said.Thought thought -> thought(thought);
                case Said.Call call -> call(call);
            }
        }
    }

    private void thought(Said.Thought thought) {
        Optional<String> seal = own(thought.seal());
        if (seal.isEmpty()) {
            notes.leftOut("an earlier thought", "it has no seal of Google's");
            return;
        }
        sealed(thought.text()).put(PartField.SIGNATURE, seal.get());
    }

    /// The part that is to bear the seal.
    private ObjectNode sealed(String thought) {
        if (!thought.isEmpty()) {
            return contents.part(ContentList.MODEL)
                    .put(PartField.TEXT, thought)
                    .put(PartField.THOUGHT, true);
        }
        boolean onText =
                contents.lastRole().equals(ContentList.MODEL)
                        && contents.lastPart().has(PartField.TEXT)
                        && !contents.lastPart().has(PartField.SIGNATURE);
        return onText
                ? (ObjectNode) contents.lastPart()
                : contents.part(ContentList.MODEL).put(PartField.TEXT, "");
    }

    private void call(Said.Call call) {
        boolean first = !hasCall();
        ObjectNode part = contents.part(ContentList.MODEL);
        CallObject arguments = CallObject.of(call.arguments());
        part.putObject(CALL)
                .put("id", call.id())
                .put("name", call.name())
                .set("args", arguments.args());
        if (arguments.wrapped()) {
            notes.add("arguments of a call that were no JSON object were wrapped in one");
        }
        Optional<String> seal = own(call.seal());
        seal.ifPresent(value -> part.put(PartField.SIGNATURE, value));
        if (seal.isEmpty() && call.seal().isPresent()) {
            notes.leftOut("the seal of a call", "it is not Google's");
        }
        if (seal.isEmpty() && first && model.wantsSealedCalls()) {
            part.put(PartField.SIGNATURE, Signature.NONE_OF_OURS);
            notes.add("a call without a seal of Google's was marked as another model's");
        }
    }

    private boolean hasCall() {
        return contents.lastRole().equals(ContentList.MODEL) && contents.lastHas(CALL);
    }

    private static Optional<String> own(Optional<Seal> seal) {
        return seal.filter(sealed -> sealed.by() == Protocol.GENERATE_CONTENT).map(Seal::value);
    }
}
