package io.spidergate.llm.completions;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.InvalidField;
import java.util.ArrayList;
import java.util.List;

/// Reads a legacy completion request into a conversation.
///
/// Rule: what would make another answer is refused by its name (several prompts or answers, a
/// suffix, log probabilities, prompts in tokens); what only tunes it (`logit_bias`) is left out
/// with a note.
public final class CompletionsRequestReader {

    private static final int MAX_NAME = 512;

    private final FieldCheck check = new FieldCheck();
    private final List<String> notes = new ArrayList<>(0);

    /// Never throws, whatever the tree. For one request.
    public ReadRequest read(ObjectNode body) {
        check.requiredString("model", body.path("model"), MAX_NAME);
        String prompt = prompt(body.path("prompt"));
        refuseWhatChatCannotDo(body);
        var sampling = new CompletionsSampling(body, check).read();
        check.bool("stream", body.path("stream"));
        check.bool("echo", body.path("echo"));
        SpidergateOptions options = SpidergateOptions.read(body.path("spidergate_options"), check);
        if (!absent(body.path("logit_bias"))) {
            notes.add("logit_bias has no place in a conversation");
        }
        InvalidField wrong = check.found();
        return wrong != null
                ? new ReadRequest.Invalid(wrong)
                : new ReadRequest.Valid(
                        new Conversation(
                                body.path("model").asText(),
                                List.of(new Turn.User(List.of(new Part.Text(prompt)))),
                                List.of(),
                                new ToolChoice.None(),
                                true,
                                sampling,
                                new AnswerForm.Text(),
                                new Thinking.Unsaid(),
                                body.path("stream").asBoolean()),
                        options,
                        notes);
    }

    /// One text, alone or in an array.
    private String prompt(JsonNode prompt) {
        if (absent(prompt)) {
            check.missing("prompt");
        } else if (prompt.isTextual()) {
            return prompt.textValue();
        } else if (!prompt.isArray() || prompt.isEmpty()) {
            check.wrongType("prompt", "a string", prompt);
        } else if (!prompt.path(0).isTextual()) {
            unsupported(
                    "prompt", "a prompt in tokens is known to its own model only; send its text");
        } else if (prompt.size() > 1) {
            unsupported(
                    "prompt", "one prompt a request is answered, not %d".formatted(prompt.size()));
        } else {
            return prompt.path(0).textValue();
        }
        return "";
    }

    private void refuseWhatChatCannotDo(JsonNode body) {
        for (String many : new String[] {"n", "best_of"}) {
            check.integer(many, body.path(many), 1, 128);
            if (body.path(many).asInt(1) > 1) {
                unsupported(many, "one answer to a legacy completion is given");
            }
        }
        if (!absent(body.path("suffix")) && !body.path("suffix").asText().isEmpty()) {
            unsupported("suffix", "models that chat do not fill in the middle");
        }
        if (!absent(body.path("logprobs"))) {
            unsupported("logprobs", "models that chat tell them in another form");
        }
    }

    private void unsupported(String field, String why) {
        check.fail(field, why, FieldCheck.UNSUPPORTED);
    }
}
