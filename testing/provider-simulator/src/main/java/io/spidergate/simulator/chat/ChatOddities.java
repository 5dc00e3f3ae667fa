package io.spidergate.simulator.chat;

/// What a provider does otherwise than OpenAI in a stream of chat completions.
///
/// @param usage where it tells usage
/// @param comment whether it opens with a comment
/// @param namedErrors whether an error in mid-stream is an event with a name
public record ChatOddities(
        UsagePlace usage, boolean comment, boolean namedErrors, Prefill prefill) {

    /// Whether an answer that the caller began is gone on with.
    public enum Prefill {
        NONE,
        ALWAYS,
        /// Where the message says `prefix`; then the beginning is said again.
        BY_PREFIX
    }

    /// Where usage is found in a stream.
    public enum UsagePlace {
        /// In a chunk of its own, where it was asked for.
        OWN_CHUNK,
        /// In `x_groq` of the last choice as well, asked for or not.
        X_GROQ,
        /// With the last choice, asked for or not, and nowhere else.
        LAST_CHOICE
    }

    public static final ChatOddities NONE =
            new ChatOddities(UsagePlace.OWN_CHUNK, false, false, Prefill.NONE);
}
