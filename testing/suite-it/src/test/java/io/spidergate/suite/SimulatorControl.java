package io.spidergate.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/// Scripts the provider simulator of a running suite and reads what it was asked.
final class SimulatorControl {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;

    SimulatorControl(URI base) {
        this.base = base;
    }

    /// Scenarios as JSON objects; the first that matches a call wins.
    void play(String... scenarios) {
        send(
                HttpRequest.newBuilder(base.resolve("/_simulator/scenarios"))
                        .PUT(
                                HttpRequest.BodyPublishers.ofString(
                                        "[" + String.join(",", scenarios) + "]"))
                        .header("Content-Type", "application/json"));
    }

    /// As an application that goes by no gateway.
    void chat(String provider, String key, String model) {
        send(
                HttpRequest.newBuilder(base.resolve("/%s/v1/chat/completions".formatted(provider)))
                        .POST(HttpRequest.BodyPublishers.ofString(GatewayHttp.chat(model)))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + key));
    }

    void forgetCalls() {
        send(HttpRequest.newBuilder(base.resolve("/_simulator/calls")).DELETE());
    }

    List<JsonNode> calls() {
        try {
            String body = send(HttpRequest.newBuilder(base.resolve("/_simulator/calls")).GET());
            JsonNode calls = JSON.readTree(body);
            return StreamSupport.stream(
                            (calls.isArray() ? calls : calls.path("calls")).spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(
                        "the simulator answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
