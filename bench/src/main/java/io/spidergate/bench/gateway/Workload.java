package io.spidergate.bench.gateway;

import io.spidergate.bench.Goal;

/// A kind of request, sent again and again.
///
/// @param name in the names of its figures
/// @param promptWords about five bytes each
/// @param ratio of the gateway's CPU time to nginx's
record Workload(String name, int promptWords, boolean stream, Goal ratio) {

    static final Workload PLAIN_1K = new Workload("plain1k", 160, false, Goal.atMost(2.5));
    static final Workload PLAIN_100K = new Workload("plain100k", 20_000, false, Goal.atMost(3));
    static final Workload STREAM = new Workload("stream100", 160, true, Goal.atMost(1.3));

    /// @param model as the gateway knows it
    String body(String model) {
        return """
        {"model": "%s", "stream": %s, "messages": [{"role": "user", "content": "%s"}]}\
        """
                .formatted(model, stream, "word ".repeat(promptWords));
    }
}
