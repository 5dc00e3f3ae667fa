package io.spidergate.llm.speech;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.json.CheckedBody;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.Json;
import java.util.List;

/// What a caller wants to hear, after all checks. Voices are each model's own and go through.
/// Immutable.
///
/// @param body the caller's own; never changed
public record SpeechRequest(ObjectNode body, SpidergateOptions options) {

    /// OpenAI's limit.
    static final int MOST_CHARACTERS = 4_096;

    private static final List<String> FORMATS = List.of("mp3", "opus", "aac", "flac", "wav", "pcm");
    private static final int MAX_WORD = 128;
    private static final double SLOWEST = 0.25;
    private static final double FASTEST = 4;

    /// OpenAI tells of 0.015 USD a minute at 12 USD a million tokens, so of 1,250 tokens a minute;
    /// about 900 characters are said in one.
    private static final double TOKENS_PER_CHARACTER = 1_250.0 / 900;

    /// Never throws, whatever the bytes.
    public static CheckedBody<SpeechRequest> parse(byte[] json) {
        return CheckedBody.of(json, SpeechRequest::read);
    }

    private static SpeechRequest read(ObjectNode body, FieldCheck check) {
        check.requiredString("model", body.path("model"), 512);
        check.requiredString("input", body.path("input"), MOST_CHARACTERS);
        voice(body.path("voice"), check);
        if (!absent(body.path("response_format"))) {
            check.oneOf("response_format", body.path("response_format"), FORMATS);
        }
        check.number("speed", body.path("speed"), SLOWEST, FASTEST);
        check.string("instructions", body.path("instructions"));
        notAsEvents(body.path("stream_format"), check);
        return new SpeechRequest(
                body, SpidergateOptions.read(body.path("spidergate_options"), check));
    }

    /// Some voices are an object with an id.
    private static void voice(JsonNode voice, FieldCheck check) {
        if (voice.isObject()) {
            check.requiredString("voice.id", voice.path("id"), MAX_WORD);
        } else {
            check.requiredString("voice", voice, MAX_WORD);
        }
    }

    private static void notAsEvents(JsonNode format, FieldCheck check) {
        if (!absent(format)) {
            check.oneOf("stream_format", format, List.of("audio", "sse"));
        }
        if (format.asText().equals("sse")) {
            check.fail(
                    "stream_format",
                    "stream_format must be audio: the sound itself comes, piece by piece",
                    FieldCheck.UNSUPPORTED);
        }
    }

    public String model() {
        return body.path("model").asText();
    }

    public long promptTokens() {
        return TokenEstimate.ofText(body.path("input").asText())
                + TokenEstimate.ofText(body.path("instructions").asText());
    }

    /// About how many tokens of sound that is; no provider tells.
    public int audioTokens() {
        double speed = Math.clamp(body.path("speed").asDouble(1), SLOWEST, FASTEST);
        return (int) Math.ceil(body.path("input").asText().length() * TOKENS_PER_CHARACTER / speed);
    }

    /// The body for a provider: its name of the model, nothing of ours, all else as it came.
    public byte[] bodyFor(String upstreamModel) {
        return Json.bytes(SpidergateOptions.takenOutOf(body).put("model", upstreamModel));
    }
}
