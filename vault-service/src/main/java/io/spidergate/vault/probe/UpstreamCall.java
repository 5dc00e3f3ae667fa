package io.spidergate.vault.probe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.probe.Observation.Failed;
import io.spidergate.vault.probe.Observation.Failure;
import io.spidergate.vault.probe.RouterProviders.Address;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The one call that the vault makes to a provider: its list of models. Redirects are not followed,
/// so that the secret goes to no other host.
@Singleton
final class UpstreamCall {

    /// Anthropic wants a version named with each call.
    private static final String ANTHROPIC_VERSION = "2023-06-01";

    private static final long MAX_BODY = 1024L * 1024;

    private final HttpClient http;
    private final AnswerReader reader;
    private final Duration timeout;

    UpstreamCall(ProbeConfig config, ObjectMapper json) {
        this.timeout = config.timeout();
        this.reader = new AnswerReader(json);
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    Observation listModels(Address.Known provider, @Nullable Secret secret)
            throws InterruptedException {
        String text = secret == null ? "" : secret.reveal();
        // The deadline covers the body too, which HttpRequest's own timeout does not.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request(provider, text),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return reader.read(response.statusCode(), response.body(), text);
        } catch (TimeoutException e) {
            return new Failed(Failure.TIMED_OUT);
        } catch (ExecutionException e) {
            return new Failed(failure(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpRequest request(Address.Known provider, String secret) {
        String base = provider.baseUrl().toString().replaceFirst("/+$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + "/models"))
                        .header("Accept", "application/json");
        if (provider.dialect() == Dialect.ANTHROPIC) {
            request.header("anthropic-version", ANTHROPIC_VERSION);
        }
        return secret.isEmpty()
                ? request.build()
                : authorised(request, provider.auth(), secret).build();
    }

    private static HttpRequest.Builder authorised(
            HttpRequest.Builder request, AuthScheme scheme, String secret) {
        return switch (scheme) {
            case BEARER -> request.header("Authorization", "Bearer " + secret);
            case X_API_KEY -> request.header("x-api-key", secret);
            case X_GOOG_API_KEY -> request.header("x-goog-api-key", secret);
            case NONE -> request;
        };
    }

    private static Failure failure(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException _ -> Failure.TIMED_OUT;
            case SSLException _ -> Failure.TLS;
            case UnknownHostException _ -> Failure.UNKNOWN_HOST;
            case ConnectException refused
                    when refused.getCause() instanceof UnresolvedAddressException ->
                    Failure.UNKNOWN_HOST;
            case ConnectException _ -> Failure.NOT_CONNECTED;
            case IOException tooLarge when isTooLarge(tooLarge) -> Failure.TOO_LARGE;
            case null, default -> Failure.BROKEN;
        };
    }

    /// BodyHandlers.limiting has no exception type of its own, only these words.
    private static boolean isTooLarge(IOException e) {
        return e.getMessage() != null && e.getMessage().contains("exceeds capacity");
    }
}
