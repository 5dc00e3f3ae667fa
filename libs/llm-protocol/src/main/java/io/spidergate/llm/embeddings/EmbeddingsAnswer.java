package io.spidergate.llm.embeddings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.JsonBody;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a provider's answer to a request for vectors turned out to be.
public sealed interface EmbeddingsAnswer {

    /// @param json for the caller
    /// @param usage absent where the provider said nothing
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Vectors(byte[] json, @Nullable Usage usage) implements EmbeddingsAnswer {}

    /// The provider said that it failed, with status 200.
    record Failed(UpstreamError error) implements EmbeddingsAnswer {}

    record Malformed(String reason) implements EmbeddingsAnswer {}

    /// Never throws, whatever the bytes.
    ///
    /// @param servedModel the name under which the caller gets the answer
    static EmbeddingsAnswer read(byte[] body, EmbeddingsRequest request, String servedModel) {
        if (!(JsonBody.parse(body) instanceof JsonBody.Parsed(ObjectNode answer, var _))) {
            return new Malformed("the answer is not a JSON object");
        }
        JsonNode data = answer.path("data");
        if (!data.isArray()) {
            return UpstreamError.read(body)
                    .<EmbeddingsAnswer>map(Failed::new)
                    .orElseGet(() -> new Malformed("the answer has no data"));
        }
        if (data.size() != request.inputs()) {
            return new Malformed(
                    "%d vectors were asked for, %d came".formatted(request.inputs(), data.size()));
        }
        return vectors(answer, data, request.format(), servedModel);
    }

    private static EmbeddingsAnswer vectors(
            ObjectNode answer, JsonNode data, VectorFormat format, String servedModel) {
        for (JsonNode item : data) {
            Optional<String> wrong = written(item, format);
            if (wrong.isPresent()) {
                return new Malformed(wrong.get());
            }
        }
        answer.put("model", servedModel);
        return new Vectors(Json.bytes(answer), usage(answer.path("usage")));
    }

    /// Writes the vector as the caller wants it; says what is wrong where it is none.
    private static Optional<String> written(JsonNode item, VectorFormat format) {
        JsonNode vector = item.path("embedding");
        if (!(item instanceof ObjectNode object) || vector.isEmpty() && !vector.isTextual()) {
            return Optional.of("an item has no vector");
        }
        try {
            switch (format) {
                case FLOAT -> {
                    if (vector.isTextual()) {
                        object.set("embedding", VectorFormat.numbers(vector.textValue()));
                    }
                }
                case BASE64 -> {
                    if (vector.isArray()) {
                        object.put("embedding", VectorFormat.base64(vector));
                    }
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.of("a vector is no base64 of floats");
        }
    }

    private static @Nullable Usage usage(JsonNode usage) {
        return usage.path("prompt_tokens").isNumber()
                ? new Usage(usage.path("prompt_tokens").asLong(), 0, 0, 0)
                : null;
    }
}
