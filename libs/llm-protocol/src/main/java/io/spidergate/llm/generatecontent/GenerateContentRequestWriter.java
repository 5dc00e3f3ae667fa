package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.RequestWriter;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import java.util.Optional;
import java.util.Set;

/// Writes conversations as bodies of `:generateContent`, as strict as Google and its models are
/// (see [GeminiModel]). The model and whether to stream go into the path.
///
/// Rules, beside those of [TurnWriter], [SaidWriter], [RequestTools], [RequestConfig] and
/// [ThinkingConfig]: what cannot be carried is a form of the answer together with functions before
/// Gemini 3 (functions that may not be called are left out instead), more than five stop texts, an
/// answer to be continued where the model refuses that, and a conversation in which nobody speaks.
/// Pictures by address are carried: Google fetches public ones, and refuses the request otherwise.
public final class GenerateContentRequestWriter implements RequestWriter {

    private static final int MOST_STOPS = 5;

    @Override
    public WrittenRequest write(Conversation conversation, String model, Set<String> quirks) {
        var notes = new Notes();
        GeminiModel gemini = GeminiModel.of(model);
        ObjectNode body = Json.MAPPER.createObjectNode();
        var turns = new TurnWriter(gemini, notes);
        turns.write(conversation.turns(), body);
        Optional<WrittenRequest> impossible = impossible(conversation, gemini, turns, body);
        if (impossible.isPresent()) {
            return impossible.get();
        }
        if (formExcludesTools(conversation, gemini)) {
            notes.leftOut("tools", "none may be called, and the model refuses them with a form");
        } else {
            new RequestTools(notes).write(conversation, body);
        }
        new RequestConfig(gemini, notes).write(conversation, body);
        return new WrittenRequest.Body(Json.bytes(body), notes.all());
    }

    private static boolean formExcludesTools(Conversation asked, GeminiModel model) {
        return !(asked.form() instanceof AnswerForm.Text)
                && !asked.tools().isEmpty()
                && !model.takesFormWithTools();
    }

    private static Optional<WrittenRequest> impossible(
            Conversation asked, GeminiModel model, TurnWriter turns, ObjectNode body) {
        boolean mayCall = !(asked.toolChoice() instanceof ToolChoice.None);
        if (mayCall && formExcludesTools(asked, model)) {
            return no(
                    form(asked.form()),
                    "the model takes a form of the answer or functions, not both");
        }
        if (asked.sampling().stop().size() > MOST_STOPS) {
            return no("sampling.stop", "at most %d stop texts can be sent".formatted(MOST_STOPS));
        }
        if (turns.endsWithModel() && model.refusesPrefill()) {
            return no("turns", "the last one is the model's own, which it refuses to continue");
        }
        return body.path("contents").isEmpty()
                ? no("turns", "nobody says anything")
                : Optional.empty();
    }

    private static String form(AnswerForm form) {
        return form instanceof AnswerForm.JsonSchema ? "form.jsonSchema" : "form.jsonObject";
    }

    private static Optional<WrittenRequest> no(String what, String why) {
        return Optional.of(new WrittenRequest.CannotCarry(what, why));
    }
}
