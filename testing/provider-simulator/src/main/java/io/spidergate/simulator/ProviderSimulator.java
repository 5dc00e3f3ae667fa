package io.spidergate.simulator;

import io.spidergate.simulator.account.UsageBook;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A running simulator: one HTTP server on the loopback address that plays all its providers, each
/// under its name as the first segment of the path.
public final class ProviderSimulator implements AutoCloseable {

    private static final int MAX_HEADERS = 64 * 1024;

    private final Vertx vertx;
    private final CallLog log = new CallLog();
    private final QuotaBook quotas = new QuotaBook();
    private final Encounters encounters = new Encounters();
    private final UsageBook used = new UsageBook();
    private final Clock clock;
    private final HttpServer server;
    private volatile SimulatorConfig config;

    private ProviderSimulator(Vertx vertx, SimulatorConfig config, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.server =
                vertx.createHttpServer(
                        new HttpServerOptions()
                                .setHost("127.0.0.1")
                                .setPort(config.port())
                                .setTcpNoDelay(true)
                                .setMaxHeaderSize(MAX_HEADERS));
    }

    /// Starts and waits until it listens.
    public static ProviderSimulator start(SimulatorConfig config) {
        return start(config, Clock.systemUTC());
    }

    /// @param clock what quota windows go by
    public static ProviderSimulator start(SimulatorConfig config, Clock clock) {
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(1)
                                .setInternalBlockingPoolSize(1)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        ProviderSimulator simulator = new ProviderSimulator(vertx, config, clock);
        simulator.listen();
        return simulator;
    }

    private void listen() {
        ControlEndpoint control =
                new ControlEndpoint(log, text -> reconfigure(SimulatorFiles.changed(config, text)));
        Desk desk = new Desk(vertx, this::stage, log, clock, control, used);
        server.requestHandler(desk::handle);
        await(server.listen(), "listen on port " + config.port());
    }

    private Stage stage() {
        return new Stage(config, quotas, encounters, used, clock);
    }

    public int port() {
        return server.actualPort();
    }

    /// What an OpenAI client takes as base URL, with `v1` and without a slash at the end.
    public URI baseUrl(String provider) {
        return URI.create("http://127.0.0.1:%d/%s/v1".formatted(port(), provider));
    }

    /// What the clients of Anthropic and Google take as base URL: they add `v1` or `v1beta`
    /// themselves.
    public URI rootUrl(String provider) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(port(), provider));
    }

    /// The calls received so far, by order of arrival, those in flight included.
    public List<Call> calls() {
        return log.all();
    }

    public void clearCalls() {
        log.clear();
    }

    /// Plays by other rules from the next call on; flapping and quotas begin anew.
    public void reconfigure(SimulatorConfig other) {
        config = other;
        encounters.forget();
        quotas.forget();
    }

    /// Other scenarios, the same providers.
    public void script(Scenario... scenarios) {
        reconfigure(config.withScenarios(scenarios));
    }

    /// Other scenarios in the middle of it: what accounts have used stays used.
    public void goOnBy(Scenario... scenarios) {
        config = config.withScenarios(scenarios);
    }

    @Override
    public void close() {
        await(vertx.close(), "close");
    }

    private static <T> T await(io.vertx.core.Future<T> future, String what) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the simulator could not " + what, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
