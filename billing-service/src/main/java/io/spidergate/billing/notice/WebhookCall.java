package io.spidergate.billing.notice;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Calls a webhook at the very address that was looked at: what a name leads to is asked once, so
/// that it cannot lead elsewhere between the look and the call. Redirects are not followed, so that
/// no answer leads elsewhere either.
@ApplicationScoped
class WebhookCall {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /// To one host: more than are ever under way, so that none waits for another's end.
    private static final int CONNECTIONS = 1_000;

    private final AddressBook addresses;
    private final Reach reach;
    private final Duration timeout;
    private final HttpClient client;

    @Inject
    WebhookCall(
            Vertx vertx, AddressBook addresses, AllowedNetworks networks, WebhookConfig config) {
        this(vertx, addresses, networks.reach(), config.timeout(), new HttpClientOptions());
    }

    /// @param options with what certificates are trusted
    WebhookCall(
            Vertx vertx,
            AddressBook addresses,
            Reach reach,
            Duration timeout,
            HttpClientOptions options) {
        this.addresses = addresses;
        this.reach = reach;
        this.timeout = timeout;
        // A connection that is kept would outlive the look at its address.
        this.client =
                vertx.createHttpClient(
                        options.setKeepAlive(false)
                                .setVerifyHost(true)
                                .setMaxPoolSize(CONNECTIONS));
    }

    @PreDestroy
    void close() {
        client.close()
                .onFailure(e -> {
                    throw new IllegalStateException(
                            "a client without connections is always closed", e);
                });
    }

    Outcome post(URI url, Map<String, String> headers, String body) {
        try {
            List<InetAddress> found = addresses.of(url.getHost());
            return WebhookRules.mayCall(url, found, reach)
                    ? exchange(options(url, found.getFirst(), headers), Buffer.buffer(body))
                    : new Outcome.NoAnswer(
                            "not called: its host leads to an address that is not allowed");
        } catch (UnknownHostException e) {
            return new Outcome.NoAnswer("its host is not known");
        }
    }

    private RequestOptions options(URI url, InetAddress address, Map<String, String> headers) {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                        .setHost(url.getHost())
                        .setPort(port)
                        .setSsl(tls)
                        .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                        .setConnectTimeout(timeout.toMillis())
                        .putHeader("content-type", "application/json")
                        .putHeader("user-agent", "SpiderGate");
        headers.forEach(options::putHeader);
        return options;
    }

    /// The time covers all of it: also an answer that comes byte by byte.
    private Outcome exchange(RequestOptions options, Buffer body) {
        WebhookAnswer answer = new WebhookAnswer();
        Future<HttpClientRequest> made = client.request(options);
        made.onSuccess(request ->
                        request.send(body).onSuccess(answer::read).onFailure(answer::failed))
                .onFailure(answer::failed);
        try {
            return answer.whole().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return answer.soFar()
                    .orElse(
                            new Outcome.NoAnswer(
                                    "no answer within %s ms".formatted(timeout.toMillis())));
        } catch (ExecutionException e) {
            return new Outcome.NoAnswer(words(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.NotSent("billing-service stopped meanwhile");
        } finally {
            made.onSuccess(HttpClientRequest::reset);
        }
    }

    /// Never the exception's own: it may name an address that is nobody's business.
    private static String words(@Nullable Throwable cause) {
        return switch (cause) {
            case SSLException _ ->
                    "TLS failed: its certificate is not trusted, or is not for this host";
            case java.net.ConnectException _ -> "no connection";
            case null, default -> "the connection broke before there was an answer";
        };
    }
}
