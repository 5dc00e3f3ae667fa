package io.spidergate.simulator.assistant;

import org.jspecify.annotations.Nullable;

/// What a scenario orders the assistant to do, whatever it was asked.
///
/// @param text what it says, or null for its own words
/// @param empty it says nothing
/// @param cachedTokens how much of the prompt was read from a cache
/// @param filtered what a safety filter stops, or null for nothing
public record Orders(
        @Nullable String text, boolean empty, long cachedTokens, @Nullable Filtered filtered) {

    /// What a provider's safety filter takes offence at.
    public enum Filtered {
        /// Nothing is answered.
        PROMPT,
        /// The answer breaks off half-way.
        ANSWER
    }
}
