package io.spidergate.bench.budgets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// Counters of one service, as Prometheus reads them.
final class Metrics {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;

    Metrics(int managementPort) {
        request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/q/metrics".formatted(managementPort)))
                        .build();
    }

    Read read() {
        try {
            return new Read(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException("no metrics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// All of one moment.
    record Read(String text) {

        /// The sum over all labels.
        long of(String name) {
            return (long)
                    text.lines()
                            .filter(line ->
                                    line.startsWith(name + " ") || line.startsWith(name + "{"))
                            .mapToDouble(line ->
                                    Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                            .sum();
        }
    }
}
