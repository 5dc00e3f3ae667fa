package io.spidergate.llm.messages;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.json.FieldCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads how the answer is to be drawn, within the ranges of Anthropic's API.
final class SamplingReading {

    private final FieldCheck check;
    private final ObjectNode body;

    SamplingReading(FieldCheck check, ObjectNode body) {
        this.check = check;
        this.body = body;
    }

    Sampling sampling() {
        check.integer("max_tokens", body.path("max_tokens"), 1, Integer.MAX_VALUE);
        check.number("temperature", body.path("temperature"), 0, 1);
        check.number("top_p", body.path("top_p"), 0, 1);
        check.integer("top_k", body.path("top_k"), 0, Integer.MAX_VALUE);
        return new Sampling(
                integer("max_tokens"),
                number("temperature"),
                number("top_p"),
                integer("top_k"),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                stops(body.path("stop_sequences")),
                user(body.path("metadata")));
    }

    private OptionalInt integer(String field) {
        JsonNode value = body.path(field);
        return value.isIntegralNumber() ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }

    private OptionalDouble number(String field) {
        JsonNode value = body.path(field);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    private Optional<String> user(JsonNode metadata) {
        check.object("metadata", metadata);
        check.string("metadata.user_id", metadata.path("user_id"));
        return Optional.ofNullable(metadata.path("user_id").textValue());
    }

    private List<String> stops(JsonNode stops) {
        if (absent(stops)) {
            return List.of();
        }
        if (!stops.isArray()) {
            check.wrongType("stop_sequences", "an array of strings", stops);
        }
        List<String> texts = new ArrayList<>(stops.size());
        for (int at = 0; at < stops.size(); at++) {
            check.string("stop_sequences[" + at + "]", stops.path(at));
            texts.add(stops.path(at).asText());
        }
        return texts;
    }
}
