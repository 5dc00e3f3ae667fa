package io.spidergate.bench.gateway;

/// What the static upstream says: a completion of about a kilobyte, and a stream of a hundred
/// chunks sent back to back.
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

    static String stream() {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < CHUNKS; i++) {
            chunk(
                    stream,
                    "[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]");
        }
        chunk(stream, "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]");
        chunk(stream, "[]," + USAGE);
        return stream.append("data: [DONE]\n\n").toString();
    }

    private static void chunk(StringBuilder stream, String choices) {
        stream.append(
                "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"static\",\"choices\":%s}\n\n"
                        .formatted(choices));
    }
}
