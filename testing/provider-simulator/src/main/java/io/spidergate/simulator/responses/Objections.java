package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.wire.Reading;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps the first thing that is wrong with a request, in OpenAI's words and with its code.
final class Objections {

    private Reading.@Nullable Wrong found;

    Optional<Reading.Wrong> first() {
        return Optional.ofNullable(found);
    }

    void fail(int status, String param, String message, String code) {
        if (found == null) {
            found = new Reading.Wrong(status, param, message, code);
        }
    }

    void fail(String param, String message, String code) {
        fail(400, param, message, code);
    }

    void unknown(String path, JsonNode object, Set<String> known) {
        for (var field : object.properties()) {
            if (!known.contains(field.getKey())) {
                String param = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                fail(param, "Unknown parameter: '%s'.".formatted(param), "unknown_parameter");
            }
        }
    }

    boolean required(String param, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            fail(
                    param,
                    "Missing required parameter: '%s'.".formatted(param),
                    "missing_required_parameter");
            return false;
        }
        return true;
    }

    void string(String param, JsonNode value) {
        if (required(param, value) && !value.isTextual()) {
            type(param, "a string", value);
        }
    }

    void bool(String param, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            type(param, "a boolean", value);
        }
    }

    void type(String param, String expected, JsonNode value) {
        String kind = value.getNodeType().name().toLowerCase(Locale.ROOT);
        String got =
                value.isIntegralNumber() ? "an integer" : value.isNumber() ? "a decimal" : a(kind);
        fail(
                param,
                "Invalid type for '%s': expected %s, but got %s instead."
                        .formatted(param, expected, got),
                "invalid_type");
    }

    void oneOf(String param, JsonNode value, Collection<String> supported) {
        if (!supported.contains(value.asText())) {
            fail(
                    param,
                    "Invalid value: '%s'. Supported values are: %s."
                            .formatted(value.asText(), listed(supported)),
                    "invalid_value");
        }
    }

    void atLeast(String param, JsonNode value, long least) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (!value.isIntegralNumber()) {
            type(param, "an integer", value);
        } else if (value.longValue() < least) {
            fail(
                    param,
                    "Invalid '%s': integer below minimum value. Expected a value >= %d, but got %s instead."
                            .formatted(param, least, value),
                    "integer_below_min_value");
        }
    }

    void atMost(String param, JsonNode value, int most) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (!value.isNumber()) {
            type(param, "a decimal", value);
        } else if (value.doubleValue() > most || value.doubleValue() < 0) {
            boolean above = value.doubleValue() > most;
            fail(
                    param,
                    "Invalid '%s': decimal %s value. Expected a value %s, but got %s instead."
                            .formatted(
                                    param,
                                    above ? "above maximum" : "below minimum",
                                    above ? "<= " + most : ">= 0",
                                    value),
                    above ? "decimal_above_max_value" : "decimal_below_min_value");
        }
    }

    private static String a(String kind) {
        return ("aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
    }

    private static String listed(Collection<String> words) {
        StringBuilder text = new StringBuilder();
        int left = words.size();
        for (String word : words) {
            left--;
            text.append('\'').append(word).append('\'');
            text.append(
                    left > 1 ? ", " : left == 1 ? (words.size() == 2 ? " and " : ", and ") : "");
        }
        return text.toString();
    }
}
