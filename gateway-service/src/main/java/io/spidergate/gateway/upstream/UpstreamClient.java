package io.spidergate.gateway.upstream;

import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.gateway.credential.Secret;
import io.spidergate.provider.auth.OutgoingCall;
import io.spidergate.provider.auth.ProviderAuth;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Makes calls to providers over pooled connections. Each event loop has a pool of its own, so that
/// bytes never change threads.
public final class UpstreamClient {

    /// The version of the Messages API that our translator writes; Anthropic wants one named.
    private static final String ANTHROPIC_VERSION = "2023-06-01";

    private static final String AWS_EVENTS = "application/vnd.amazon.eventstream";

    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private final Vertx vertx;
    private final UpstreamConfig config;
    private final Map<Thread, HttpClient> clients = new ConcurrentHashMap<>();

    public UpstreamClient(Vertx vertx, UpstreamConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /// To be called on an event loop; the listener hears on the same one.
    public UpstreamCall call(UpstreamRequest request, UpstreamListener listener) {
        Deadlines deadlines = request.deadlines();
        UpstreamCall call = new UpstreamCall(vertx, deadlines, listener);
        call.send(
                client().request(options(request)),
                request.body(),
                firstByteMs(request, deadlines));
        return call;
    }

    public void close() {
        clients.values().forEach(HttpClient::close);
    }

    private long firstByteMs(UpstreamRequest request, Deadlines deadlines) {
        long wait = deadlines.firstTokenMs();
        return Math.min(
                deadlines.totalMs(), request.streamed() ? wait : wait * config.plainPatience());
    }

    private HttpClient client() {
        return clients.computeIfAbsent(Thread.currentThread(), thread -> newClient());
    }

    private HttpClient newClient() {
        HttpClientOptions options =
                new HttpClientOptions()
                        .setKeepAlive(true)
                        .setKeepAliveTimeout((int) config.keepAlive().toSeconds())
                        .setDecompressionSupported(false)
                        .setTcpNoDelay(true)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setMaxWaitQueueSize(-1);
        return vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(config.maxConnections()));
    }

    private static RequestOptions options(UpstreamRequest request) {
        ProviderRoute provider = request.provider();
        URI base = provider.baseUrl();
        boolean tls = "https".equalsIgnoreCase(base.getScheme());
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(base.getHost())
                        .setPort(base.getPort() > 0 ? base.getPort() : tls ? 443 : 80)
                        .setSsl(tls)
                        .setURI(base.getRawPath() + request.path())
                        .setConnectTimeout(request.deadlines().connectMs())
                        .putHeader("content-type", "application/json")
                        .putHeader("accept", accepted(request))
                        .putHeader("accept-encoding", "identity")
                        .putHeader("user-agent", "spidergate");
        if (provider.dialect() == Dialect.ANTHROPIC) {
            options.putHeader("anthropic-version", ANTHROPIC_VERSION);
        }
        request.headers().forEach(options::putHeader);
        Secret credential = request.credential();
        if (credential != null) {
            ProviderAuth.put(
                    provider.auth(), credential.value(), () -> signed(request), options::putHeader);
        }
        return options;
    }

    private static String accepted(UpstreamRequest request) {
        if (!request.streamed()) {
            return "application/json";
        }
        return request.provider().dialect() == Dialect.BEDROCK ? AWS_EVENTS : "text/event-stream";
    }

    /// What a signature covers.
    private static OutgoingCall signed(UpstreamRequest request) {
        URI uri = URI.create(request.provider().baseUrl() + request.path());
        return new OutgoingCall("POST", uri, request.body());
    }
}
