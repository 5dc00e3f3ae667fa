package io.spidergate.bench.gateway;

import java.util.ArrayList;
import java.util.List;

/// What the upstreams say: a completion of about a kilobyte, and a stream of a hundred chunks.
final class Answers {

    static final int CHUNKS = 100;

    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":200,\"completion_tokens\":150,\"total_tokens\":350}";

    private Answers() {}

    static String plain() {
        return """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"static",\
        "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],%s}\
        """
                .formatted("The quick brown fox jumps over the lazy dog. ".repeat(16), USAGE);
    }

    /// The events of a stream.
    static List<String> streamed() {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < CHUNKS; i++) {
            events.add(
                    chunk(
                            "[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]"));
        }
        events.add(chunk("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]"));
        events.add(chunk("[]," + USAGE));
        events.add("data: [DONE]\n\n");
        return List.copyOf(events);
    }

    private static String chunk(String choices) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"static\",\"choices\":%s}\n\n"
                .formatted(choices);
    }
}
