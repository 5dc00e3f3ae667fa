package io.spidergate.simulator.assistant;

import java.util.List;

/// What is answered: the last words that were said, or what tools returned.
public sealed interface Heard {

    record Words(String text) implements Heard {}

    /// @param texts what each tool returned, in the order of the calls
    record Results(List<String> texts) implements Heard {

        public Results {
            texts = List.copyOf(texts);
        }
    }

    default String text() {
        return switch (this) {
            case Words words -> words.text();
            case Results results -> String.join(", ", results.texts());
        };
    }
}
