package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.identity.IdentityKeys;
import io.spidergate.identity.ServiceTokens;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.process.RunState.RunningPart;
import io.spidergate.launcher.suite.Endpoint;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Calls the running services as the operator, with a service token as every internal caller.
final class ServiceClient {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(new Jdk8Module())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ERRORS_FROM = 400;

    private final RunState state;
    private final ServiceTokens tokens;

    /// Not by an upgrade to HTTP/2: an answer of several windows has been seen never to end.
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    ServiceClient(RunState state, Folders folders) {
        this.state = state;
        this.tokens =
                new ServiceTokens(
                        ServiceName.OPERATOR,
                        IdentityKeys.privateKeyFile(folders.identity(), ServiceName.OPERATOR),
                        Clock.systemUTC());
    }

    Reply get(Part service, String path) {
        return send(service, "GET", path, null);
    }

    Reply post(Part service, String path, @Nullable Object body) {
        return send(service, "POST", path, body);
    }

    Reply put(Part service, String path, Object body) {
        return send(service, "PUT", path, body);
    }

    Reply patch(Part service, String path, Object body) {
        return send(service, "PATCH", path, body);
    }

    Reply delete(Part service, String path) {
        return send(service, "DELETE", path, null);
    }

    /// The answer as a value; a refusal ends the command with the service's own sentence.
    <T> T require(Reply reply, TypeReference<T> type) {
        return switch (reply) {
            case Reply.Answered(JsonNode body) -> JSON.convertValue(body, type);
            case Reply.Refused(int status, Problem problem) -> throw refusal(status, problem);
        };
    }

    void requireDone(Reply reply) {
        if (reply instanceof Reply.Refused(int status, Problem problem)) {
            throw refusal(status, problem);
        }
    }

    static Refusal refusal(int status, Problem problem) {
        String sentence =
                problem.message().isBlank() ? "the service answers " + status : problem.message();
        return new Refusal(sentence.endsWith(".") ? sentence : sentence + ".");
    }

    private Reply send(Part service, String method, String path, @Nullable Object body) {
        String audience = service.service().orElseThrow();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(service, path))
                        .header("Authorization", "Bearer " + tokens.tokenFor(audience))
                        .header("Accept", "application/json");
        try {
            if (body == null) {
                request.method(method, HttpRequest.BodyPublishers.noBody());
            } else {
                request.header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofByteArray(
                                        JSON.writeValueAsBytes(body)));
            }
            return reply(whole(request.build()));
        } catch (IOException | TimeoutException | ExecutionException e) {
            throw new Refusal(
                    "%s does not answer; './spidergate status' shows what runs."
                            .formatted(audience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while %s was asked.".formatted(audience));
        }
    }

    /// The deadline covers the body too, which HttpRequest's own timeout does not.
    private HttpResponse<byte[]> whole(HttpRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Reply reply(HttpResponse<byte[]> response) throws IOException {
        byte[] body = response.body();
        if (response.statusCode() < ERRORS_FROM) {
            return new Reply.Answered(
                    body.length == 0 ? NullNode.getInstance() : JSON.readTree(body));
        }
        try {
            return new Reply.Refused(response.statusCode(), JSON.readValue(body, Problem.class));
        } catch (JacksonException e) {
            // An answer of the framework itself, such as 401, has no problem in it.
            return new Reply.Refused(
                    response.statusCode(),
                    Problem.of("unexpected", "the service answers " + response.statusCode()));
        }
    }

    private URI uri(Part service, String path) {
        int port = state.first(service).map(RunningPart::port).orElse(0);
        return URI.create("http://%s:%d%s".formatted(Endpoint.HOST, port, path));
    }
}
