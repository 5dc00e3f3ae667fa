package io.spidergate.llm.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Checks fields one after the other and keeps the first that is wrong; after that, nothing is
/// looked at any more.
public final class FieldCheck {

    public static final String INVALID_JSON = "invalid_json";
    public static final String MISSING = "missing_required_parameter";
    public static final String INVALID_TYPE = "invalid_type";
    public static final String INVALID_VALUE = "invalid_value";
    public static final String UNSUPPORTED = "unsupported_parameter";

    private static final int SHOWN = 64;

    private @Nullable InvalidField found;

    public @Nullable InvalidField found() {
        return found;
    }

    public boolean clean() {
        return found == null;
    }

    public void fail(String field, String message, String code) {
        if (found == null) {
            found = new InvalidField(field, message, code);
        }
    }

    public void missing(String field) {
        fail(field, "%s is required".formatted(field), MISSING);
    }

    public void wrongType(String field, String expected, JsonNode value) {
        fail(
                field,
                "%s must be %s, not %s".formatted(field, expected, nameOf(value)),
                INVALID_TYPE);
    }

    public void wrongValue(String field, String expected, JsonNode value) {
        fail(
                field,
                "%s must be %s, not %s".formatted(field, expected, shown(value)),
                INVALID_VALUE);
    }

    /// An absent field and an explicit null are the same to OpenAI's API.
    public static boolean absent(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }

    public void number(String field, JsonNode value, double min, double max) {
        if (absent(value)) {
            return;
        }
        if (!value.isNumber()) {
            wrongType(field, "a number", value);
            return;
        }
        double number = value.doubleValue();
        if (!(number >= min && number <= max)) {
            wrongValue(field, "between %s and %s".formatted(plain(min), plain(max)), value);
        }
    }

    public void integer(String field, JsonNode value, long min, long max) {
        if (absent(value)) {
            return;
        }
        if (!value.isIntegralNumber()) {
            wrongType(field, "an integer", value);
            return;
        }
        if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
            wrongValue(field, "between %d and %d".formatted(min, max), value);
        }
    }

    public void bool(String field, JsonNode value) {
        if (!absent(value) && !value.isBoolean()) {
            wrongType(field, "true or false", value);
        }
    }

    public void object(String field, JsonNode value) {
        if (!absent(value) && !value.isObject()) {
            wrongType(field, "an object", value);
        }
    }

    public void string(String field, JsonNode value) {
        if (!absent(value) && !value.isTextual()) {
            wrongType(field, "a string", value);
        }
    }

    public void requiredObject(String field, JsonNode value) {
        if (absent(value)) {
            missing(field);
            return;
        }
        object(field, value);
    }

    public void requiredString(String field, JsonNode value, int maxLength) {
        if (absent(value)) {
            missing(field);
            return;
        }
        string(field, value);
        int length = value.asText().length();
        if (clean() && (length == 0 || length > maxLength)) {
            fail(
                    field,
                    "%s must have between 1 and %d characters, not %d"
                            .formatted(field, maxLength, length),
                    INVALID_VALUE);
        }
    }

    public void oneOf(String field, JsonNode value, Collection<String> allowed) {
        if (absent(value)) {
            missing(field);
            return;
        }
        string(field, value);
        if (clean() && !allowed.contains(value.textValue())) {
            wrongValue(field, "one of " + String.join(", ", allowed), value);
        }
    }

    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String nameOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, NUMBER, BOOLEAN -> shown(value);
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case NULL, MISSING -> "null";
            case BINARY -> "bytes";
        };
    }
}
