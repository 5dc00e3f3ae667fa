package io.spidergate.vault.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpHeaders;
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

/// Calls of providers that carry a secret. Redirects are not followed, so that it goes to no other
/// host.
public final class ProviderCall implements AutoCloseable {

    /// The longest list that is known has half a MiB.
    private static final long MAX_BODY = 8L * 1024 * 1024;

    private final HttpClient http;
    private final Duration timeout;

    /// @param timeout of the whole answer
    public ProviderCall(Duration timeout) {
        this.timeout = timeout;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    /// What came of a call.
    public sealed interface Reply {

        record Answered(int status, byte[] body, HttpHeaders headers) implements Reply {}

        record Failed(Failure failure) implements Reply {}
    }

    /// How a call can fail before there is an answer.
    public enum Failure {
        UNKNOWN_HOST("its host name is not known"),
        NOT_CONNECTED("nothing answers at its address"),
        TIMED_OUT("it did not answer in time"),
        TLS("a secure connection could not be made"),
        TOO_LARGE("its answer is larger than 8 MiB"),
        BROKEN("the connection broke");

        private final String words;

        Failure(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Reply send(HttpRequest request) throws InterruptedException {
        // The deadline covers the body too, which HttpRequest's own timeout does not.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply.Answered(response.statusCode(), response.body(), response.headers());
        } catch (TimeoutException e) {
            return new Reply.Failed(Failure.TIMED_OUT);
        } catch (ExecutionException e) {
            return new Reply.Failed(failure(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
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
