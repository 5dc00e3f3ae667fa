package io.spidergate.llm.moderations;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.json.CheckedBody;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.Json;

/// What a caller wants judged, after all checks. Immutable.
///
/// @param body the caller's own; never changed
/// @param model the caller's, or [#DEFAULT_MODEL]
public record ModerationRequest(
        ObjectNode body, String model, ModerationInput input, SpidergateOptions options) {

    /// What is asked where the caller names none, as OpenAI's clients may.
    public static final String DEFAULT_MODEL = "agent/moderation";

    /// Never throws, whatever the bytes.
    public static CheckedBody<ModerationRequest> parse(byte[] json) {
        return CheckedBody.of(json, ModerationRequest::read);
    }

    private static ModerationRequest read(ObjectNode body, FieldCheck check) {
        JsonNode model = body.path("model");
        if (!absent(model)) {
            check.requiredString("model", model, 512);
        }
        return new ModerationRequest(
                body,
                absent(model) ? DEFAULT_MODEL : model.asText(),
                ModerationInput.read(body.path("input"), check),
                SpidergateOptions.read(body.path("spidergate_options"), check));
    }

    /// The body for a provider: its name of the model, nothing of ours, all else as it came.
    public byte[] bodyFor(String upstreamModel) {
        return Json.bytes(SpidergateOptions.takenOutOf(body).put("model", upstreamModel));
    }
}
