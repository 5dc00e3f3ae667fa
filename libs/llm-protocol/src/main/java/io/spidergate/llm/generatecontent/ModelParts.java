package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Seal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the model said before, part by part.
///
/// Rules: a seal on a text becomes an empty thought after it, as it does in answers; on a thought
/// or a call it stays there. What Google ran itself, and pictures that the model made, are left out
/// with a note.
final class ModelParts {

    private static final Set<String> READ =
            Set.of(PartField.TEXT, PartField.THOUGHT, PartField.SIGNATURE, "functionCall");

    private final RequestCheck check;
    private final HistoryCalls calls;

    ModelParts(RequestCheck check, HistoryCalls calls) {
        this.check = check;
        this.calls = calls;
    }

    void read(Field part, List<Said> into) {
        check.fields().requiredObject(part.at(), part.value());
        check.noteUnknown(part, READ);
        Field signature = part.field(PartField.SIGNATURE);
        check.fields().string(signature.at(), signature.value());
        Optional<Seal> seal = Signature.read(signature.value());
        if (part.has("functionCall")) {
            call(part.field("functionCall"), seal, into);
            return;
        }
        Field field = part.field(PartField.TEXT);
        check.fields().string(field.at(), field.value());
        text(field.value().asText(""), part.field(PartField.THOUGHT), seal, into);
    }

    private void text(String text, Field thought, Optional<Seal> seal, List<Said> into) {
        check.fields().bool(thought.at(), thought.value());
        boolean thinking = thought.value().asBoolean();
        if (!text.isEmpty() && !thinking) {
            into.add(new Said.Text(text));
        }
        String thoughtText = thinking ? text : "";
        if (!thoughtText.isEmpty() || seal.isPresent()) {
            into.add(new Said.Thought(thoughtText, seal));
        }
    }

    private void call(Field call, Optional<Seal> seal, List<Said> into) {
        check.fields().requiredObject(call.at(), call.value());
        Field name = call.field("name");
        check.fields().requiredString(name.at(), name.value(), RequestCheck.MAX_NAME);
        check.fields().string(call.field("id").at(), call.field("id").value());
        check.fields().object(call.field("args").at(), call.field("args").value());
        JsonNode args = call.field("args").value();
        String id = calls.call(call.field("id").value().asText(""), name.value().asText());
        into.add(
                new Said.Call(
                        id, name.value().asText(), args.isObject() ? args.toString() : "{}", seal));
    }
}
