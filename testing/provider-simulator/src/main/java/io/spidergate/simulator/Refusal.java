package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// An error as it goes over the wire.
record Refusal(int status, Map<String, String> headers, JsonNode body) {

    Refusal {
        headers = Map.copyOf(headers);
    }

    static Refusal of(int status, JsonNode body) {
        return new Refusal(status, Map.of(), body);
    }
}
