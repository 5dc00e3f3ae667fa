package io.spidergate.bench.gateway;

import static java.util.stream.Collectors.joining;

import io.spidergate.bench.CommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern BROKEN =
            Pattern.compile(
                    "Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    /// @param pid whose CPU time is taken
    Measured run(URI target, Workload workload, String token, long pid, int seconds) {
        return run(target, workload, Map.of("Authorization", "Bearer " + token), pid, seconds);
    }

    Measured run(
            URI target, Workload workload, Map<String, String> headers, long pid, int seconds) {
        double before = ProcessFacts.cpuSeconds(pid);
        String out = CommandLine.run(folder, line(target, workload, headers, seconds)).required();
        double cpu = ProcessFacts.cpuSeconds(pid) - before;
        Matcher errors = ERRORS.matcher(out);
        Matcher requests = REQUESTS.matcher(out);
        if (errors.find() || !requests.find()) {
            throw new IllegalStateException("wrk met errors at %s:%n%s".formatted(target, out));
        }
        long count = Long.parseLong(requests.group(1));
        return new Measured(count, Double.parseDouble(requests.group(2)), cpu * 1_000_000 / count);
    }

    /// What comes back where far more ask than can be served; to refuse some is no error.
    Flood flood(URI target, Workload workload, String token, int seconds) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token);
        String out = CommandLine.run(folder, line(target, workload, headers, seconds)).required();
        Matcher requests = REQUESTS.matcher(out);
        if (!requests.find()) {
            throw new IllegalStateException("wrk told nothing of %s:%n%s".formatted(target, out));
        }
        double share = Double.parseDouble(requests.group(2)) / Long.parseLong(requests.group(1));
        return new Flood(
                (Long.parseLong(requests.group(1)) - count(REFUSED, out)) * share,
                count(REFUSED, out) * share,
                count(BROKEN, out));
    }

    /// @param served a second
    /// @param refused a second
    /// @param broken connections that failed, and requests without an answer
    record Flood(double served, double refused, long broken) {}

    private static long count(Pattern what, String out) {
        Matcher found = what.matcher(out);
        long sum = 0;
        if (found.find()) {
            for (int group = 1; group <= found.groupCount(); group++) {
                sum += Long.parseLong(found.group(group));
            }
        }
        return sum;
    }

    private List<String> line(
            URI target, Workload workload, Map<String, String> headers, int seconds) {
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
                        script(workload.body(), headers).toString(),
                        target.toString()));
        return line;
    }

    private Path script(String body, Map<String, String> headers) {
        try {
            Path script = folder.resolve("post.lua");
            Files.writeString(folder.resolve("body.json"), body);
            Files.writeString(
                    script,
                    """
                    local f = io.open("%s"); wrk.body = f:read("*a"); f:close()
                    wrk.method = "POST"
                    wrk.headers["Content-Type"] = "application/json"
                    %s
                    """
                            .formatted(
                                    folder.resolve("body.json"),
                                    headers.entrySet().stream()
                                            .map(header ->
                                                    "wrk.headers[\"%s\"] = \"%s\""
                                                            .formatted(
                                                                    header.getKey(),
                                                                    header.getValue()))
                                            .collect(joining("\n"))));
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
