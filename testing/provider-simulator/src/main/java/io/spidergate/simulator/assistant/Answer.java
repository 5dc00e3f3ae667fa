package io.spidergate.simulator.assistant;

import java.util.List;

/// What the assistant says, before it is written in any form.
///
/// @param thoughts what it thought, in the tokens it is made of; empty where it was not asked to
/// @param pieces the text in the tokens it is made of
/// @param toolCalls after the text
/// @param choices how many times all of it is said
public record Answer(
        List<String> thoughts,
        List<String> pieces,
        List<ToolCall> toolCalls,
        Finish finish,
        Usage usage,
        int choices) {

    /// One call of a function.
    ///
    /// @param id nine letters and digits, the strictest form any provider asks for
    /// @param arguments JSON text
    public record ToolCall(String id, String name, String arguments) {}

    /// @param prompt tokens, those from the cache included
    /// @param completion tokens, those of reasoning included
    public record Usage(long prompt, long cached, long completion, long reasoning) {

        public long total() {
            return prompt + completion;
        }
    }

    public Answer {
        thoughts = List.copyOf(thoughts);
        pieces = List.copyOf(pieces);
        toolCalls = List.copyOf(toolCalls);
    }

    public String thought() {
        return String.join("", thoughts);
    }

    public String text() {
        return String.join("", pieces);
    }
}
