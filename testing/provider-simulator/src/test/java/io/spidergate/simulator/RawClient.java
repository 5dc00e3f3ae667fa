package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.wire.Bodies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Posts JSON and reads what comes back, without the help of any LLM client.
public final class RawClient implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ProviderSimulator simulator;

    public RawClient(ProviderSimulator simulator) {
        this.simulator = simulator;
    }

    /// @param path from the provider's name on
    /// @param headers names and values in turn
    public HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/%s".formatted(simulator.port(), path)))
                        .timeout(Duration.ofSeconds(10))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return Bodies.tree(answer.body());
    }

    /// One event of a stream.
    public record Event(String name, String data) {

        public JsonNode json() {
            return Bodies.tree(data);
        }
    }

    /// The events of a stream, read by hand: names and data lines between empty lines.
    public static List<Event> events(HttpResponse<String> answer) {
        List<Event> events = new ArrayList<>();
        for (String frame : answer.body().split("\n\n")) {
            String name = "";
            String data = "";
            for (String line : frame.split("\n")) {
                name = line.startsWith("event: ") ? line.substring(7) : name;
                data = line.startsWith("data: ") ? line.substring(6) : data;
            }
            events.add(new Event(name, data));
        }
        return events;
    }

    @Override
    public void close() {
        http.close();
    }
}
