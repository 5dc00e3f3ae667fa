package io.spidergate.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/// What a model cannot do: a call that asks for it is refused in the provider's words, others are
/// answered properly.
public enum Inability {
    @JsonProperty("tools")
    TOOLS {
        @Override
        boolean isAskedIn(JsonNode body) {
            return !body.path("tools").isEmpty() || body.has("toolConfig");
        }
    },
    @JsonProperty("json_object")
    JSON_OBJECT {
        @Override
        boolean isAskedIn(JsonNode body) {
            return format(body).equals("json_object");
        }
    },
    @JsonProperty("json_schema")
    JSON_SCHEMA {
        @Override
        boolean isAskedIn(JsonNode body) {
            return format(body).equals("json_schema");
        }
    },
    @JsonProperty("images")
    IMAGES {
        @Override
        boolean isAskedIn(JsonNode body) {
            return !body.findValues("image_url").isEmpty();
        }
    },
    @JsonProperty("reasoning_effort")
    REASONING_EFFORT {
        @Override
        boolean isAskedIn(JsonNode body) {
            return body.hasNonNull("reasoning_effort");
        }
    },
    @JsonProperty("prefill")
    PREFILL {
        @Override
        boolean isAskedIn(JsonNode body) {
            JsonNode messages = body.path("messages");
            return messages.path(messages.size() - 1).path("role").asText().equals("assistant");
        }
    };

    abstract boolean isAskedIn(JsonNode body);

    private static String format(JsonNode body) {
        return body.path("response_format").path("type").asText();
    }
}
