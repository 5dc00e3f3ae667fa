package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.simulator.wire.Reading;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// Keeps the first thing that is wrong with a request, in Anthropic's words: the path of the field,
/// a colon, what it should be.
final class Objections {

    private static final String CODE = "invalid_request_error";

    private final FieldCheck check = new FieldCheck();

    Optional<Reading.Wrong> first() {
        InvalidField found = check.found();
        return found == null ? Optional.empty() : Optional.of(Reading.Wrong.of(found));
    }

    void at(String path, String words) {
        check.fail(path, path + ": " + words, CODE);
    }

    /// Where Anthropic names no field.
    void say(String words) {
        check.fail("", words, CODE);
    }

    void extra(String path, JsonNode object, Set<String> known) {
        for (var field : object.properties()) {
            if (!known.contains(field.getKey())) {
                at(within(path, field.getKey()), "Extra inputs are not permitted");
            }
        }
    }

    boolean required(String path, JsonNode value) {
        if (FieldCheck.absent(value)) {
            at(path, "Field required");
            return false;
        }
        return true;
    }

    void string(String path, JsonNode value) {
        if (required(path, value) && !value.isTextual()) {
            at(path, "Input should be a valid string");
        }
    }

    void integer(String path, JsonNode value, long least) {
        if (!value.isIntegralNumber()) {
            at(path, "Input should be a valid integer");
        } else if (value.longValue() < least) {
            at(path, "Input should be greater than or equal to " + least);
        }
    }

    /// A number between 0 and 1.
    void fraction(String path, JsonNode value) {
        if (FieldCheck.absent(value)) {
            return;
        }
        if (!value.isNumber()) {
            at(path, "Input should be a valid number");
        } else if (value.doubleValue() < 0 || value.doubleValue() > 1) {
            at(path, "range: 0..1");
        }
    }

    void bool(String path, JsonNode value) {
        if (!FieldCheck.absent(value) && !value.isBoolean()) {
            at(path, "Input should be a valid boolean");
        }
    }

    boolean list(String path, JsonNode value) {
        if (!value.isArray()) {
            at(path, "Input should be a valid list");
            return false;
        }
        return true;
    }

    boolean dictionary(String path, JsonNode value) {
        if (!value.isObject()) {
            at(path, "Input should be a valid dictionary");
            return false;
        }
        return true;
    }

    /// One of a few words.
    void literal(String path, JsonNode value, Collection<String> allowed) {
        if (required(path, value) && !allowed.contains(value.asText())) {
            at(path, "Input should be " + quoted(allowed, " or "));
        }
    }

    /// The `type` of one of several shapes.
    void tag(String path, JsonNode shape, Collection<String> allowed) {
        JsonNode type = shape.path("type");
        if (FieldCheck.absent(type)) {
            at(path + ".type", "Field required");
        } else if (!allowed.contains(type.asText())) {
            at(
                    path,
                    "Input tag '%s' found using 'type' does not match any of the expected tags: %s"
                            .formatted(type.asText(), quoted(allowed, ", ")));
        }
    }

    private static String within(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String quoted(Collection<String> words, String last) {
        StringBuilder text = new StringBuilder();
        int left = words.size();
        for (String word : words) {
            left--;
            text.append('\'').append(word).append('\'');
            text.append(left > 1 ? ", " : left == 1 ? last : "");
        }
        return text.toString();
    }
}
