package io.spidergate.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.json.Json;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a provider said went wrong, in its own words: not safe to show to a caller as it is.
///
/// @param type such as `rate_limit_error`, or empty
/// @param code such as `rate_limit_exceeded`, `RESOURCE_EXHAUSTED`, or empty; numbers as digits
/// @param message or empty
public record UpstreamError(String type, String code, String message) {

    private static final int MAX_MESSAGE = 2_000;

    public UpstreamError {
        message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    }

    /// Reads an error body of any shape that providers use: `{error:{…}}`, `{error:"…"}`,
    /// `[{error:{…}}]` (Gemini), flat `{message,type,code}` (Cerebras, Mistral) and problem details
    /// (NVIDIA). Empty where the bytes are none of these.
    public static Optional<UpstreamError> read(byte[] body) {
        try {
            JsonNode root = Json.MAPPER.readTree(body);
            return ofBody(root.isArray() ? root.path(0) : root);
        } catch (IOException _) { // an HTML page of a proxy in between, for one
            return Optional.empty();
        }
    }

    private static Optional<UpstreamError> ofBody(JsonNode body) {
        JsonNode error = body.path("error");
        if (error.isObject() || error.isTextual()) {
            return Optional.of(ofErrorField(error));
        }
        boolean flat =
                body.hasNonNull("message") || body.hasNonNull("title") || body.hasNonNull("detail");
        return flat ? Optional.of(ofFlat(body)) : Optional.empty();
    }

    public static UpstreamError ofErrorField(JsonNode error) {
        return error.isTextual() ? new UpstreamError("", "", error.textValue()) : ofFlat(error);
    }

    private static UpstreamError ofFlat(JsonNode error) {
        return new UpstreamError(
                first(error, "type", "status"),
                first(error, "code", "status"),
                first(error, "message", "detail", "title"));
    }

    private static String first(JsonNode error, String... names) {
        for (String name : names) {
            @Nullable JsonNode value = error.get(name);
            if (value != null && value.isValueNode() && !value.isNull()) {
                return value.asText();
            }
        }
        return "";
    }
}
