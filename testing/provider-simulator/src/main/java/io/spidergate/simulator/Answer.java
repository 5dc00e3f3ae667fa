package io.spidergate.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the assistant says, before it is written in any form.
///
/// @param pieces the text in the tokens it is made of
/// @param toolCalls instead of text
/// @param finishReason as OpenAI names it
record Answer(
        List<String> pieces,
        List<ToolCall> toolCalls,
        String finishReason,
        long promptTokens,
        long cachedTokens,
        long completionTokens,
        int choices) {

    /// One call of a function.
    ///
    /// @param arguments JSON text
    record ToolCall(String id, String name, String arguments) {}

    Answer {
        pieces = List.copyOf(pieces);
        toolCalls = List.copyOf(toolCalls);
    }

    String text() {
        return String.join("", pieces);
    }

    /// Null where calls take the place of text, as OpenAI has it.
    @Nullable String content() {
        return toolCalls.isEmpty() ? text() : null;
    }
}
