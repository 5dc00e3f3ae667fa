package io.spidergate.llm.moderations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.JsonBody;
import org.jspecify.annotations.Nullable;

/// What a provider's answer to a request for verdicts turned out to be.
///
/// Law: a verdict is never made up. One that does not say whether the input is `flagged`
/// (Mistral's) is flagged if it says so of any category, and is no verdict if it has no categories.
public sealed interface ModerationAnswer {

    /// @param json for the caller
    /// @param usage absent where the provider said nothing
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Verdicts(byte[] json, @Nullable Usage usage) implements ModerationAnswer {}

    /// The provider said that it failed, with status 200.
    record Failed(UpstreamError error) implements ModerationAnswer {}

    record Malformed(String reason) implements ModerationAnswer {}

    /// Never throws, whatever the bytes.
    ///
    /// @param asked how many verdicts must be there
    /// @param servedModel the name under which the caller gets the answer
    static ModerationAnswer read(byte[] body, int asked, String servedModel) {
        if (!(JsonBody.parse(body) instanceof JsonBody.Parsed(ObjectNode answer, var _))) {
            return new Malformed("the answer is not a JSON object");
        }
        JsonNode results = answer.path("results");
        if (!results.isArray()) {
            return UpstreamError.read(body)
                    .<ModerationAnswer>map(Failed::new)
                    .orElseGet(() -> new Malformed("the answer has no results"));
        }
        if (results.size() != asked) {
            return new Malformed(
                    "%d verdicts were asked for, %d came".formatted(asked, results.size()));
        }
        for (JsonNode verdict : results) {
            if (!completed(verdict)) {
                return new Malformed("a result has neither flagged nor categories");
            }
        }
        answer.put("model", servedModel);
        return new Verdicts(Json.bytes(answer), usage(answer.path("usage")));
    }

    private static boolean completed(JsonNode verdict) {
        if (verdict.path("flagged").isBoolean()) {
            return true;
        }
        JsonNode categories = verdict.path("categories");
        if (!(verdict instanceof ObjectNode open)
                || !categories.isObject()
                || categories.isEmpty()) {
            return false;
        }
        boolean flagged = false;
        for (JsonNode category : categories) {
            flagged |= category.asBoolean();
        }
        open.put("flagged", flagged);
        return true;
    }

    private static @Nullable Usage usage(JsonNode usage) {
        return usage.path("prompt_tokens").isNumber()
                ? new Usage(usage.path("prompt_tokens").asLong(), 0, 0, 0)
                : null;
    }
}
