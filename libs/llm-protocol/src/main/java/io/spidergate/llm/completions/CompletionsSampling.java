package io.spidergate.llm.completions;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.json.FieldCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The settings of a legacy completion request, with OpenAI's bounds.
record CompletionsSampling(JsonNode body, FieldCheck check) {

    private static final int MOST_STOPS = 4;

    Sampling read() {
        check.integer("max_tokens", body.path("max_tokens"), 1, Integer.MAX_VALUE);
        check.integer("seed", body.path("seed"), Long.MIN_VALUE, Long.MAX_VALUE);
        check.string("user", body.path("user"));
        return new Sampling(
                absent(body.path("max_tokens"))
                        ? OptionalInt.empty()
                        : OptionalInt.of(body.path("max_tokens").asInt()),
                number("temperature", 0, 2),
                number("top_p", 0, 1),
                OptionalInt.empty(),
                number("presence_penalty", -2, 2),
                number("frequency_penalty", -2, 2),
                absent(body.path("seed"))
                        ? OptionalLong.empty()
                        : OptionalLong.of(body.path("seed").asLong()),
                stops(body.path("stop")),
                Optional.ofNullable(body.path("user").textValue()));
    }

    private OptionalDouble number(String field, double min, double max) {
        JsonNode value = body.path(field);
        check.number(field, value, min, max);
        return absent(value) ? OptionalDouble.empty() : OptionalDouble.of(value.asDouble());
    }

    private List<String> stops(JsonNode stop) {
        if (absent(stop)) {
            return List.of();
        }
        if (stop.isTextual()) {
            return List.of(stop.textValue());
        }
        if (!stop.isArray() || stop.size() > MOST_STOPS) {
            check.wrongType("stop", "a string or an array of at most 4", stop);
            return List.of();
        }
        List<String> stops = new ArrayList<>(stop.size());
        for (int at = 0; at < stop.size(); at++) {
            check.string("stop[" + at + "]", stop.path(at));
            stops.add(stop.path(at).asText());
        }
        return stops;
    }
}
