package io.spidergate.vault.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// Calls of a service that speaks JSON over HTTP.
public final class JsonCall {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String service;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();

    /// @param service for people
    public JsonCall(String service) {
        this.service = service;
    }

    public JsonNode get(URI uri, Map<String, String> headers) throws IOException {
        return read(answer(request(uri, headers).GET().build()));
    }

    public JsonNode post(URI uri, Map<String, String> headers, Map<String, String> body)
            throws IOException {
        return read(answer(posted(uri, headers, body)));
    }

    /// The same, where a status of 400 means that what was sent is not the service's own.
    public JsonNode unwrap(URI uri, Map<String, String> headers, Map<String, String> body)
            throws IOException {
        HttpResponse<String> answer = answer(posted(uri, headers, body));
        if (answer.statusCode() == 400) {
            throw RemoteException.notItsOwn(service);
        }
        return read(answer);
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        headers.forEach(request::header);
        return request;
    }

    private static HttpRequest posted(
            URI uri, Map<String, String> headers, Map<String, String> body)
            throws JsonProcessingException {
        return request(uri, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
    }

    private JsonNode read(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw RemoteException.refused(service, answer.statusCode());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new RemoteException(service + " answers something else than JSON");
        }
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RemoteException.unreachable(service);
        } catch (IOException e) {
            throw RemoteException.unreachable(service);
        }
    }
}
