package io.spidergate.llm.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiFunction;

/// A caller's body after all checks.
public sealed interface CheckedBody<T> {

    record Valid<T>(T request) implements CheckedBody<T> {}

    record Invalid<T>(InvalidField reason) implements CheckedBody<T> {}

    /// Never throws, whatever the bytes.
    ///
    /// @param reader makes something even of what is wrong, which nobody gets to see
    static <T> CheckedBody<T> of(byte[] json, BiFunction<ObjectNode, FieldCheck, T> reader) {
        return switch (JsonBody.parse(json)) {
            case JsonBody.Unreadable(InvalidField reason) -> new Invalid<>(reason);
            case JsonBody.Parsed(ObjectNode body, var _) -> {
                FieldCheck check = new FieldCheck();
                T request = reader.apply(body, check);
                InvalidField wrong = check.found();
                yield wrong == null ? new Valid<>(request) : new Invalid<>(wrong);
            }
        };
    }
}
