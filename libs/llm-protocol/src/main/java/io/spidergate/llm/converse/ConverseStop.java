package io.spidergate.llm.converse;

import io.spidergate.llm.answer.Finish;

/// Why a model stopped, in Converse's words.
final class ConverseStop {

    private ConverseStop() {}

    /// Unknown words are taken for an end like any other.
    static Finish read(String reason) {
        return switch (reason) {
            case "max_tokens", "model_context_window_exceeded" -> Finish.LENGTH;
            case "tool_use" -> Finish.TOOL_CALLS;
            case "guardrail_intervened", "content_filtered" -> Finish.CONTENT_FILTER;
            default -> Finish.STOP;
        };
    }
}
