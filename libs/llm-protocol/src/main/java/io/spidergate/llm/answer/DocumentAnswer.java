package io.spidergate.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.JsonBody;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a provider's answer turned out to be where it is one JSON document with an item for each
/// input.
public sealed interface DocumentAnswer {

    /// @param json for the caller
    /// @param usage absent where the provider said nothing
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(byte[] json, @Nullable Usage usage) implements DocumentAnswer {}

    /// The provider said that it failed, with status 200.
    record Failed(UpstreamError error) implements DocumentAnswer {}

    record Malformed(String reason) implements DocumentAnswer {}

    /// Never throws, whatever the bytes.
    ///
    /// @param items the field that holds them
    /// @param fewest how many there must be
    /// @param most how many there may be
    /// @param servedModel the name under which the caller gets the answer
    /// @param item writes one as the caller wants it; says what is wrong with it where that is not
    ///   possible
    static DocumentAnswer read(
            byte[] body,
            String items,
            int fewest,
            int most,
            String servedModel,
            Function<JsonNode, Optional<String>> item) {
        if (!(JsonBody.parse(body) instanceof JsonBody.Parsed(ObjectNode answer, var _))) {
            return new Malformed("the answer is not a JSON object");
        }
        JsonNode all = answer.path(items);
        if (!all.isArray()) {
            return UpstreamError.read(body)
                    .<DocumentAnswer>map(Failed::new)
                    .orElseGet(() -> new Malformed("the answer has no " + items));
        }
        if (all.size() < fewest || all.size() > most) {
            return new Malformed(
                    "%d items of %s were asked for, %d came".formatted(most, items, all.size()));
        }
        for (JsonNode each : all) {
            Optional<String> wrong = item.apply(each);
            if (wrong.isPresent()) {
                return new Malformed(wrong.get());
            }
        }
        answer.put("model", servedModel);
        return new Whole(Json.bytes(answer), usage(answer.path("usage")));
    }

    /// Of images by the words of the Responses API, of all else by those of chat completions.
    static @Nullable Usage usage(JsonNode usage) {
        JsonNode prompt = usage.path(usage.has("input_tokens") ? "input_tokens" : "prompt_tokens");
        return prompt.isNumber()
                ? new Usage(
                        prompt.asLong(),
                        usage.path("input_tokens_details").path("cached_tokens").asLong(),
                        usage.path("output_tokens").asLong(),
                        0)
                : null;
    }
}
