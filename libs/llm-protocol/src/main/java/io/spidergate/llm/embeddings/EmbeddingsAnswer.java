package io.spidergate.llm.embeddings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.DocumentAnswer;
import java.util.Optional;

/// Reads a provider's answer to a request for vectors.
public final class EmbeddingsAnswer {

    private EmbeddingsAnswer() {}

    /// Never throws, whatever the bytes.
    ///
    /// @param servedModel the name under which the caller gets the answer
    public static DocumentAnswer read(byte[] body, EmbeddingsRequest request, String servedModel) {
        return DocumentAnswer.read(
                body,
                "data",
                request.inputs(),
                request.inputs(),
                servedModel,
                item -> written(item, request.format()));
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
}
