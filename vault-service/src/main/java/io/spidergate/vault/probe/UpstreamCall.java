package io.spidergate.vault.probe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.provider.auth.OutgoingCall;
import io.spidergate.provider.auth.ProviderAuth;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.probe.Observation.Failed;
import io.spidergate.vault.probe.Observation.Failure;
import io.spidergate.vault.provider.RouterProviders.Address;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The calls that the vault makes to a provider: its list of models, and a chat without content.
/// Redirects are not followed, so that the secret goes to no other host.
@Singleton
final class UpstreamCall {

    /// Anthropic wants a version named with each call.
    private static final String ANTHROPIC_VERSION = "2023-06-01";

    /// The longest list that is known has half a MiB.
    private static final long MAX_BODY = 8L * 1024 * 1024;

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
        return observe(provider, list(provider, text), text);
    }

    /// Costs nothing: who is let in is told that the request has no model.
    Observation emptyChat(Address.Known provider, Secret secret) throws InterruptedException {
        String text = secret.reveal();
        return observe(provider, chat(provider, text), text);
    }

    private Observation observe(Address.Known provider, HttpRequest request, String text)
            throws InterruptedException {
        // The deadline covers the body too, which HttpRequest's own timeout does not.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return reader.read(
                    response.statusCode(),
                    response.body(),
                    LimitReader.limits(provider.rateHeaders(), response.headers()::firstValue),
                    text);
        } catch (TimeoutException e) {
            return new Failed(Failure.TIMED_OUT);
        } catch (ExecutionException e) {
            return new Failed(failure(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpRequest chat(Address.Known provider, String secret) {
        URI chat = provider.under("chat/completions");
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(chat)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body));
        ProviderAuth.put(
                provider.auth(),
                secret,
                () -> new OutgoingCall("POST", chat, body),
                request::header);
        return request.build();
    }

    private static HttpRequest list(Address.Known provider, String secret) {
        URI list = ModelList.of(provider);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(list).header("Accept", "application/json");
        if (provider.dialect() == Dialect.ANTHROPIC) {
            request.header("anthropic-version", ANTHROPIC_VERSION);
        }
        if (!secret.isEmpty()) {
            ProviderAuth.put(
                    provider.auth(),
                    secret,
                    () -> new OutgoingCall("GET", list, new byte[0]),
                    request::header);
        }
        return request.build();
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
