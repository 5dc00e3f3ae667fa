package io.spidergate.llm.embeddings;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.json.CheckedBody;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.Json;

/// A caller's request for vectors that passed all checks. Immutable.
///
/// @param body the caller's own; never changed
/// @param inputs how many vectors are asked for
/// @param promptTokens of all inputs: counted where they came as tokens, estimated otherwise
/// @param format in which the caller wants the numbers
public record EmbeddingsRequest(
        ObjectNode body,
        int inputs,
        long promptTokens,
        VectorFormat format,
        SpidergateOptions options) {

    /// OpenAI's limits.
    static final int MOST_INPUTS = 2_048;

    static final int MOST_DIMENSIONS = 3_072;

    /// Never throws, whatever the bytes.
    public static CheckedBody<EmbeddingsRequest> parse(byte[] json) {
        return CheckedBody.of(json, EmbeddingsRequest::read);
    }

    private static EmbeddingsRequest read(ObjectNode body, FieldCheck check) {
        check.requiredString("model", body.path("model"), 512);
        EmbeddingsInput input = EmbeddingsInput.read(body.path("input"), check);
        check.integer("dimensions", body.path("dimensions"), 1, MOST_DIMENSIONS);
        if (!absent(body.path("encoding_format"))) {
            check.oneOf("encoding_format", body.path("encoding_format"), VectorFormat.NAMES);
        }
        check.string("user", body.path("user"));
        return new EmbeddingsRequest(
                body,
                input.count(),
                input.tokens(),
                VectorFormat.of(body.path("encoding_format")),
                SpidergateOptions.read(body.path("spidergate_options"), check));
    }

    public String model() {
        return body.path("model").asText();
    }

    /// The body for a provider: its name of the model, nothing of ours, all else as it came.
    public byte[] bodyFor(String upstreamModel) {
        return Json.bytes(SpidergateOptions.takenOutOf(body).put("model", upstreamModel));
    }

    /// What is to be embedded: a text, texts, a text in tokens, or texts in tokens.
    private record EmbeddingsInput(int count, long tokens) {

        static EmbeddingsInput read(JsonNode input, FieldCheck check) {
            if (absent(input)) {
                check.missing("input");
            } else if (input.isTextual()) {
                notEmpty("input", input.textValue().isEmpty(), check);
                return new EmbeddingsInput(1, TokenEstimate.ofText(input.textValue()));
            } else if (!input.isArray()) {
                check.wrongType("input", "a string or an array", input);
            } else if (!input.isEmpty() && input.path(0).isNumber()) {
                tokens("input", input, check);
                return new EmbeddingsInput(1, input.size());
            } else {
                return several(input, check);
            }
            return new EmbeddingsInput(0, 0);
        }

        private static EmbeddingsInput several(JsonNode input, FieldCheck check) {
            notEmpty("input", input.isEmpty(), check);
            if (input.size() > MOST_INPUTS) {
                check.fail(
                        "input",
                        "input must have at most %d elements, not %d"
                                .formatted(MOST_INPUTS, input.size()),
                        FieldCheck.INVALID_VALUE);
            }
            long tokens = 0;
            for (int at = 0; at < input.size() && check.clean(); at++) {
                tokens += one("input[" + at + "]", input.path(at), check);
            }
            return new EmbeddingsInput(input.size(), tokens);
        }

        private static long one(String at, JsonNode input, FieldCheck check) {
            if (input.isTextual()) {
                notEmpty(at, input.textValue().isEmpty(), check);
                return TokenEstimate.ofText(input.textValue());
            }
            if (input.isArray()) {
                notEmpty(at, input.isEmpty(), check);
                tokens(at, input, check);
                return input.size();
            }
            check.wrongType(at, "a string or an array of tokens", input);
            return 0;
        }

        private static void tokens(String field, JsonNode tokens, FieldCheck check) {
            for (int at = 0; at < tokens.size() && check.clean(); at++) {
                check.integer(field + "[" + at + "]", tokens.path(at), 0, Integer.MAX_VALUE);
            }
        }

        private static void notEmpty(String field, boolean empty, FieldCheck check) {
            if (empty) {
                check.fail(field, field + " must not be empty", FieldCheck.INVALID_VALUE);
            }
        }
    }
}
