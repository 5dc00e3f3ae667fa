package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Plain HTTP to a gateway, for what no SDK would send.
final class GatewayHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final String token;

    GatewayHttp(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    static String chat(String model) {
        return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}]}"
                .formatted(model);
    }

    HttpResponse<String> post(String path, String body) {
        return post(path, "application/json", HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> post(String path, String contentType, HttpRequest.BodyPublisher body) {
        return send(request(path).header("Content-Type", contentType).POST(body));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    JsonNode getJson(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + answer.body(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The `error` object of an answer, which must be a whole envelope.
    static JsonNode error(HttpResponse<String> answer) {
        JsonNode error = json(answer).path("error");
        for (String field : new String[] {"message", "type", "param", "code"}) {
            if (!error.has(field)) {
                throw new AssertionError("no error." + field + " in " + answer.body());
            }
        }
        return error;
    }

    /// The deployment that answers a chat with this model, as the route trace says.
    String servedBy(String model) {
        HttpResponse<String> answer =
                post(
                        "/v1/chat/completions?include_route_trace=true",
                        """
                        {"model":"%s","messages":[{"role":"user","content":"hi"}]}\
                        """
                                .formatted(model));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode attempts =
                json(answer).path("spidergate_metadata").path("route_trace").path("attempts");
        return attempts.get(attempts.size() - 1).path("deployment").asText();
    }
}
