package io.spidergate.traces.query;

import io.spidergate.contracts.Problem;

/// A caller's words understood, or what is wrong with them.
sealed interface Parsed<T> {

    record Good<T>(T value) implements Parsed<T> {}

    record Bad<T>(Problem problem) implements Parsed<T> {}

    static <T> Bad<T> bad(String field, String message) {
        return new Bad<>(new Problem("invalid_" + field, message, field));
    }
}
