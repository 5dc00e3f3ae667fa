package io.spidergate.simulator.gemini;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What Google's parser of requests knows of a value: it is a protocol buffer, so that a name which
/// is not in its definition is an error.
sealed interface Shape {

    /// @param fields by their names in camel case; a supplier, since schemas hold schemas
    record Message(Supplier<Map<String, Shape>> fields) implements Shape {}

    /// A single value is taken for a list of one.
    record Repeated(Shape item) implements Shape {}

    record MapOf(Shape value) implements Shape {}

    /// @param type its full name, which errors tell
    record OneOf(String type, List<String> names) implements Shape {}

    /// Whatever JSON there is.
    record Anything() implements Shape {}

    /// @param type such as `TYPE_STRING`, as errors tell it
    record Scalar(String type) implements Shape {}

    Shape ANYTHING = new Anything();
    Shape STRING = new Scalar("TYPE_STRING");
    Shape BYTES = new Scalar("TYPE_BYTES");
    Shape BOOL = new Scalar("TYPE_BOOL");
    Shape INTEGER = new Scalar("TYPE_INT32");
    Shape NUMBER = new Scalar("TYPE_FLOAT");

    static Shape message(Map<String, Shape> fields) {
        return new Message(() -> fields);
    }

    static Shape list(Shape item) {
        return new Repeated(item);
    }

    static Shape oneOf(String type, String... names) {
        return new OneOf(type, List.of(names));
    }
}
