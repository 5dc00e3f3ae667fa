package io.spidergate.llm.moderations;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.JsonBody;

/// What a caller wants judged, after all checks. Immutable.
///
/// @param body the caller's own; never changed
/// @param model the caller's, or [#DEFAULT_MODEL]
public record ModerationRequest(
        ObjectNode body, String model, ModerationInput input, SpidergateOptions options) {

    /// What is asked where the caller names none, as OpenAI's clients may.
    public static final String DEFAULT_MODEL = "agent/moderation";

    public sealed interface Parsed {

        record Valid(ModerationRequest request) implements Parsed {}

        record Invalid(InvalidField reason) implements Parsed {}
    }

    /// Never throws, whatever the bytes.
    public static Parsed parse(byte[] json) {
        return switch (JsonBody.parse(json)) {
            case JsonBody.Parsed(ObjectNode body, var _) -> check(body);
            case JsonBody.Unreadable(InvalidField reason) -> new Parsed.Invalid(reason);
        };
    }

    private static Parsed check(ObjectNode body) {
        FieldCheck check = new FieldCheck();
        JsonNode model = body.path("model");
        if (!absent(model)) {
            check.requiredString("model", model, 512);
        }
        ModerationInput input = ModerationInput.read(body.path("input"), check);
        SpidergateOptions options = SpidergateOptions.read(body.path("spidergate_options"), check);
        InvalidField wrong = check.found();
        return wrong != null
                ? new Parsed.Invalid(wrong)
                : new Parsed.Valid(
                        new ModerationRequest(
                                body,
                                absent(model) ? DEFAULT_MODEL : model.textValue(),
                                input,
                                options));
    }

    /// The body for a provider: its name of the model, nothing of ours, all else as it came.
    public byte[] bodyFor(String upstreamModel) {
        ObjectNode out = Json.MAPPER.createObjectNode();
        out.setAll(body);
        out.remove("spidergate_options");
        return Json.bytes(out.put("model", upstreamModel));
    }
}
