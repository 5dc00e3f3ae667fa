package io.spidergate.simulator.assistant;

/// Why an answer ended.
public sealed interface Finish {

    /// All was said.
    record Done() implements Finish {}

    /// A stop word would have come next.
    record StopWord(String word) implements Finish {}

    /// No more tokens were allowed.
    record Length() implements Finish {}

    /// It waits for what tools return.
    record Tools() implements Finish {}

    /// A safety filter ended it.
    record Filtered(Orders.Filtered what) implements Finish {}

    default boolean refusesPrompt() {
        return this instanceof Filtered(var what) && what == Orders.Filtered.PROMPT;
    }
}
