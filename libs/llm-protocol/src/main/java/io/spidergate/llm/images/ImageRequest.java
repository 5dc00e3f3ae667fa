package io.spidergate.llm.images;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.json.CheckedBody;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.Json;
import java.util.List;

/// What a caller wants to see, after all checks. Sizes, qualities and styles are each model's own
/// and go through. Immutable.
///
/// @param body the caller's own; never changed
public record ImageRequest(ObjectNode body, SpidergateOptions options) {

    /// OpenAI's limits.
    static final int MOST_IMAGES = 10;

    static final int MOST_PROMPT = 32_000;

    private static final List<String> FORMATS = List.of("url", "b64_json");
    private static final int MAX_WORD = 64;

    /// Never throws, whatever the bytes.
    public static CheckedBody<ImageRequest> parse(byte[] json) {
        return CheckedBody.of(json, ImageRequest::read);
    }

    private static ImageRequest read(ObjectNode body, FieldCheck check) {
        check.requiredString("model", body.path("model"), 512);
        check.requiredString("prompt", body.path("prompt"), MOST_PROMPT);
        check.integer("n", body.path("n"), 1, MOST_IMAGES);
        for (String word : List.of("size", "quality", "style", "background", "output_format")) {
            if (!absent(body.path(word))) {
                check.requiredString(word, body.path(word), MAX_WORD);
            }
        }
        if (!absent(body.path("response_format"))) {
            check.oneOf("response_format", body.path("response_format"), FORMATS);
        }
        check.integer("output_compression", body.path("output_compression"), 0, 100);
        check.string("user", body.path("user"));
        notStreamed(body.path("stream"), check);
        return new ImageRequest(
                body, SpidergateOptions.read(body.path("spidergate_options"), check));
    }

    private static void notStreamed(JsonNode stream, FieldCheck check) {
        check.bool("stream", stream);
        if (stream.asBoolean()) {
            check.fail(
                    "stream",
                    "stream must be false for images: they come whole",
                    FieldCheck.UNSUPPORTED);
        }
    }

    public String model() {
        return body.path("model").asText();
    }

    /// How many images are asked for.
    public int count() {
        return body.path("n").asInt(1);
    }

    public long promptTokens() {
        return TokenEstimate.ofText(body.path("prompt").asText());
    }

    /// What one image takes at most by OpenAI's tables, whose largest are wide or tall ones; models
    /// that are paid by the token count about so.
    public int tokensPerImage() {
        return switch (body.path("quality").asText()) {
            case "low" -> 408;
            case "medium" -> 1_584;
            default -> 6_240;
        };
    }

    /// The body for a provider: its name of the model, nothing of ours, all else as it came.
    public byte[] bodyFor(String upstreamModel) {
        return Json.bytes(SpidergateOptions.takenOutOf(body).put("model", upstreamModel));
    }
}
