package io.spidergate.gateway.upstream;

import io.spidergate.contracts.gateway.FailureClass;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// One line of the table that reads failures: these signals mean that class.
record FailureRule(FailureClass kind, Predicate<Signals> matches) {

    /// The machine word stands in type or code, whatever the status.
    static FailureRule word(FailureClass kind, String... words) {
        List<String> known = List.of(words);
        return new FailureRule(kind, signals -> known.stream().anyMatch(signals::hasWord));
    }

    static FailureRule status(FailureClass kind, int... statuses) {
        return new FailureRule(kind, signals -> among(signals, statuses));
    }

    /// The phrase stands anywhere in a body of one of these statuses; no status means any.
    static FailureRule says(FailureClass kind, String phrase, int... statuses) {
        return new FailureRule(
                kind,
                signals ->
                        (statuses.length == 0 || among(signals, statuses)) && signals.says(phrase));
    }

    static FailureRule header(FailureClass kind, String name, String value) {
        return new FailureRule(kind, signals -> value.equals(signals.headers().first(name)));
    }

    private static boolean among(Signals signals, int... statuses) {
        return Arrays.stream(statuses).anyMatch(status -> status == signals.status());
    }
}
