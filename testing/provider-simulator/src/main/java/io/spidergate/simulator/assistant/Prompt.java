package io.spidergate.simulator.assistant;

import java.util.List;

/// What the assistant needs to know of a request, whatever protocol it came in.
///
/// @param thinks whether it is asked to think before it speaks
/// @param begun what of the answer the caller has written itself, to be gone on with; empty where
///   nothing is
/// @param tokens what the request weighs, pictures included
public record Prompt(
        Heard heard,
        Toolbox tools,
        Form form,
        Limits limits,
        boolean thinks,
        Begun begun,
        long tokens) {

    /// The beginning of an answer.
    ///
    /// @param repeated whether it is said again
    public record Begun(String text, boolean repeated) {

        public static final Begun NOTHING = new Begun("", false);
    }

    /// Where an answer ends before all was said.
    ///
    /// @param maxTokens of thoughts and words together
    /// @param choices how many answers are given
    public record Limits(List<String> stops, int maxTokens, int choices) {

        public Limits {
            stops = List.copyOf(stops);
        }
    }
}
