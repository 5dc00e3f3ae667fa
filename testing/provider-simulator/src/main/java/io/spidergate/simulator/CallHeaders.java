package io.spidergate.simulator;

import io.spidergate.simulator.wire.CallIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Headers that go with every answer to a call: its id, and where the account stands.
final class CallHeaders {

    private CallHeaders() {}

    static Map<String, String> of(Visit visit) {
        return switch (visit.manner()) {
            case ANTHROPIC -> Map.of("request-id", requestId(visit));
            case BEDROCK -> Map.of("x-amzn-requestid", requestId(visit));
            case OPENAI, CHATGPT -> Map.of("x-request-id", requestId(visit));
            case GROQ, CEREBRAS, MISTRAL, OPENROUTER, GEMINI, NVIDIA, LOCAL -> Map.of();
        };
    }

    static Map<String, String> of(Visit visit, List<WindowState> windows, boolean stream) {
        Map<String, String> headers = new HashMap<>(of(visit));
        headers.putAll(RateHeaders.onSuccess(visit.manner(), windows, stream));
        return headers;
    }

    static String requestId(Visit visit) {
        return CallIds.of("req_", visit.number());
    }
}
