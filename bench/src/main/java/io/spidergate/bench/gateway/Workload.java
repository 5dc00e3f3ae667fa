package io.spidergate.bench.gateway;

import io.spidergate.bench.Goal;
import java.util.List;

/// A kind of request, sent again and again.
///
/// @param name in the names of its figures
/// @param promptWords about five bytes each
/// @param provider that serves it, by its name at the gateway
/// @param connections that ask at the same time
/// @param ratio of the gateway's CPU time to nginx's
record Workload(String name, String provider, int promptWords, int connections, Goal ratio) {

    static final Workload PLAIN_1K = new Workload("plain1k", "plain", 160, 32, Goal.atMost(2.5));

    /// Far more callers than it takes to saturate a gateway.
    static final Workload CROWD = new Workload("overload", "plain", 160, 1_024, Goal.NONE);

    static final Workload PLAIN_100K =
            new Workload("plain100k", "plain", 20_000, 32, Goal.atMost(3));
    static final Workload STREAM = new Workload("stream100", "stream", 160, 32, Goal.atMost(1.3));
    static final Workload PACED =
            new Workload("paced100", StreamServer.PACED, 160, 100, Goal.atMost(1.3));

    /// So many streams are open at once when memory is looked at.
    static final Workload OPEN =
            new Workload("open500", StreamServer.SLOW, 160, 500, Goal.atMost(1.3));

    static final List<String> PROVIDERS =
            List.of("plain", "stream", StreamServer.PACED, StreamServer.SLOW);

    boolean stream() {
        return !provider.equals("plain");
    }

    String body() {
        return """
        {"model": "%s", "stream": %s, "messages": [{"role": "user", "content": "%s"}]}\
        """
                .formatted(provider + "/static", stream(), "word ".repeat(promptWords));
    }
}
