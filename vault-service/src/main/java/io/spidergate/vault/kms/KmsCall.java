package io.spidergate.vault.kms;

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

/// Calls of services that speak JSON over HTTP.
final class KmsCall {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String service;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();

    KmsCall(String service) {
        this.service = service;
    }

    /// @param unwraps a status of 400 means that it cannot
    JsonNode post(URI uri, Map<String, String> headers, Map<String, String> body, boolean unwraps)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        headers.forEach(request::header);
        HttpResponse<String> answer = answer(request.build());
        if (answer.statusCode() == 400 && unwraps) {
            throw KmsException.notItsOwn(service);
        }
        if (answer.statusCode() != 200) {
            throw KmsException.refused(service, answer.statusCode());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new KmsException(service + " answers something else than JSON");
        }
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KmsException.unreachable(service);
        } catch (IOException e) {
            throw KmsException.unreachable(service);
        }
    }
}
