package io.spidergate.bench.gateway;

import io.spidergate.bench.CommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Load as much as the other side takes, by `wrk`.
///
/// @param command what it is started by, such as `taskset`
record Wrk(Path folder, List<String> command) {

    private static final Pattern REQUESTS =
            Pattern.compile("(?s)(\\d+) requests in .*Requests/sec:\\s+([\\d.]+)");
    private static final Pattern ERRORS =
            Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: (.*)");

    /// @param pid whose CPU time is taken
    Measured run(URI target, Workload workload, String token, long pid, int seconds) {
        double before = ProcessFacts.cpuSeconds(pid);
        String out = CommandLine.run(folder, line(target, workload, token, seconds)).required();
        double cpu = ProcessFacts.cpuSeconds(pid) - before;
        Matcher errors = ERRORS.matcher(out);
        Matcher requests = REQUESTS.matcher(out);
        if (errors.find() || !requests.find()) {
            throw new IllegalStateException("wrk met errors at %s:%n%s".formatted(target, out));
        }
        long count = Long.parseLong(requests.group(1));
        return new Measured(count, Double.parseDouble(requests.group(2)), cpu * 1_000_000 / count);
    }

    private List<String> line(URI target, Workload workload, String token, int seconds) {
        List<String> line = new java.util.ArrayList<>(command);
        line.addAll(
                List.of(
                        "wrk",
                        "-t1",
                        "-c" + workload.connections(),
                        "-d" + seconds + "s",
                        "--timeout",
                        "30s",
                        "-s",
                        script(workload.body(), token).toString(),
                        target.toString()));
        return line;
    }

    private Path script(String body, String token) {
        try {
            Path script = folder.resolve("post.lua");
            Files.writeString(folder.resolve("body.json"), body);
            Files.writeString(
                    script,
                    """
                    local f = io.open("%s"); wrk.body = f:read("*a"); f:close()
                    wrk.method = "POST"
                    wrk.headers["Content-Type"] = "application/json"
                    wrk.headers["Authorization"] = "Bearer %s"
                    """
                            .formatted(folder.resolve("body.json"), token));
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
