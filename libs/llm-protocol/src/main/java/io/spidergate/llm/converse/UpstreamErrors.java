package io.spidergate.llm.converse;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.UpstreamError;
import java.util.Optional;

/// What AWS says went wrong: a message, and its type where that is known.
final class UpstreamErrors {

    private UpstreamErrors() {}

    static Optional<AnswerPart> of(String type, JsonNode body) {
        JsonNode message = body.has("message") ? body.path("message") : body.path("Message");
        return message.isTextual()
                ? Optional.of(
                        new AnswerPart.Broken(
                                new UpstreamError(
                                        type.isEmpty() ? body.path("__type").asText("") : type,
                                        "",
                                        message.textValue())))
                : Optional.empty();
    }
}
