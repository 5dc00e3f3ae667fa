package io.spidergate.simulator.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.wire.Bodies;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON as Google's parser does: names in camel or snake case, single values for lists, and
/// no name that it does not know. What comes out has camel case and lists only.
final class ShapeReader {

    private final Objections objections = new Objections();

    Objections objections() {
        return objections;
    }

    /// @param path in snake case, as errors tell it; empty at the top
    JsonNode read(Shape shape, JsonNode value, String path) {
        if (value.isNull()) {
            return value;
        }
        return switch (shape) {
            case Shape.Message message -> message(message, value, path);
            case Shape.Repeated repeated -> repeated(repeated, value, path);
            case Shape.MapOf map -> map(map, value, path);
            case Shape.OneOf oneOf -> oneOf(oneOf, value, path);
            case Shape.Scalar scalar -> scalar(scalar, value, path);
            case Shape.Anything _ -> value;
        };
    }

    private JsonNode message(Shape.Message message, JsonNode value, String path) {
        ObjectNode read = Bodies.object();
        if (!value.isObject()) {
            objections.invalidValue(path, "Starting an object on a scalar field");
            return read;
        }
        Map<String, Shape> fields = message.fields().get();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = camel(field.getKey());
            @Nullable Shape shape = fields.get(name);
            if (shape == null) {
                objections.unknownName(field.getKey(), path);
            } else {
                read.set(name, read(shape, field.getValue(), within(path, snake(name))));
            }
        }
        return read;
    }

    private JsonNode repeated(Shape.Repeated repeated, JsonNode value, String path) {
        ArrayNode read = Bodies.MAPPER.createArrayNode();
        if (!value.isArray()) {
            return read.add(read(repeated.item(), value, path + "[0]"));
        }
        for (JsonNode item : value) {
            read.add(read(repeated.item(), item, "%s[%d]".formatted(path, read.size())));
        }
        return read;
    }

    private JsonNode map(Shape.MapOf map, JsonNode value, String path) {
        ObjectNode read = Bodies.object();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String at = "%s[%d].value".formatted(path, read.size());
            read.set(field.getKey(), read(map.value(), field.getValue(), at));
        }
        return read;
    }

    private JsonNode oneOf(Shape.OneOf oneOf, JsonNode value, String path) {
        if (value.isArray()) {
            objections.notRepeating(path);
        } else if (!oneOf.names().contains(value.asText().toUpperCase(Locale.ROOT))) {
            objections.invalidValue(path, "(%s), %s".formatted(oneOf.type(), value));
        }
        return value;
    }

    private JsonNode scalar(Shape.Scalar scalar, JsonNode value, String path) {
        if (value.isArray()) {
            objections.notRepeating(path);
        } else if (!fits(scalar, value)) {
            String more =
                    scalar.equals(Shape.BYTES)
                            ? "Base64 decoding failed for " + value
                            : value.toString();
            objections.invalidValue(path, "(%s), %s".formatted(scalar.type(), more));
        }
        return value;
    }

    private static boolean fits(Shape.Scalar scalar, JsonNode value) {
        return switch (scalar.type()) {
            case "TYPE_STRING" -> value.isTextual();
            case "TYPE_BYTES" -> value.isTextual() && isBase64(value.textValue());
            case "TYPE_BOOL" -> value.isBoolean();
            case "TYPE_INT32" ->
                    value.canConvertToExactIntegral() || value.asText().matches("\\d+");
            default -> value.isNumber();
        };
    }

    /// Both alphabets are taken; Google's placeholders for signatures are of the second.
    private static boolean isBase64(String data) {
        try {
            String plain = data.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
            Base64.getDecoder().decode(plain);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String within(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        boolean up = false;
        for (char each : name.toCharArray()) {
            if (each == '_') {
                up = true;
            } else {
                camel.append(up ? Character.toUpperCase(each) : each);
                up = false;
            }
        }
        return camel.toString();
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
