package io.spidergate.vault.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// Changes a code for a key.
@Singleton
final class SignInCall {

    private static final Duration TIMEOUT = Duration.ofSeconds(12);

    private final ObjectMapper json;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();

    SignInCall(ObjectMapper json) {
        this.json = json;
    }

    /// The provider's words are not told: a key may stand among them.
    Brought key(URI keys, Map<String, String> proof) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(keys)
                                    .timeout(TIMEOUT)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(proof)))
                                    .build(),
                            BodyHandlers.ofString());
            String key = answer.statusCode() == 200 ? keyOf(answer.body()) : "";
            return key.isEmpty()
                    ? new Brought.Refused(
                            "%s gave no key (HTTP %d); begin again"
                                    .formatted(keys.getHost(), answer.statusCode()))
                    : new Brought.Key(key);
        } catch (IOException e) {
            return new Brought.Unreachable("%s cannot be reached".formatted(keys.getHost()));
        }
    }

    private String keyOf(String body) {
        try {
            return json.readTree(body).path("key").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
