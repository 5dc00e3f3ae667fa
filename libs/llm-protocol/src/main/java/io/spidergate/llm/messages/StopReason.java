package io.spidergate.llm.messages;

import io.spidergate.llm.answer.Finish;

/// Why a model stopped, in both tongues:
///
/// | `stop_reason` | finish |
/// |---|---|
/// | `end_turn`, `stop_sequence` | `STOP` |
/// | `pause_turn`, `compaction` | `STOP`: only tools of the server pause, and none is ever sent |
/// | `max_tokens`, `model_context_window_exceeded` | `LENGTH` |
/// | `tool_use` | `TOOL_CALLS` |
/// | `refusal` | `CONTENT_FILTER` |
/// | any other | `STOP` |
final class StopReason {

    private StopReason() {}

    static Finish read(String reason) {
        return switch (reason) {
            case "max_tokens", "model_context_window_exceeded" -> Finish.LENGTH;
            case "tool_use" -> Finish.TOOL_CALLS;
            case "refusal" -> Finish.CONTENT_FILTER;
            default -> Finish.STOP;
        };
    }

    static String of(Finish finish) {
        return switch (finish) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER -> "refusal";
        };
    }
}
