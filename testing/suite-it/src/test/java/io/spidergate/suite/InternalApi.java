package io.spidergate.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.identity.IdentityKeys;
import io.spidergate.identity.ServiceTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;

/// A service's internal endpoints, called as another service would.
final class InternalApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final ServiceTokens tokens;
    private final String audience;

    InternalApi(URI base, Path identities, String caller, String audience) {
        this.base = base;
        this.tokens =
                new ServiceTokens(
                        caller, IdentityKeys.privateKeyFile(identities, caller), Clock.systemUTC());
        this.audience = audience;
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = send(path, "Bearer " + tokens.tokenFor(audience));
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode post(String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Authorization", "Bearer " + tokens.tokenFor(audience))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return json(answer);
    }

    int status(String path) {
        return send(path, "Bearer " + tokens.tokenFor(audience)).statusCode();
    }

    HttpResponse<String> send(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
