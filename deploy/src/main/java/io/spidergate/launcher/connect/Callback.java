package io.spidergate.launcher.connect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where a browser on this machine comes back to when somebody has signed in at a provider.
public final class Callback implements AutoCloseable {

    /// What providers expect of programs on a person's machine.
    private static final int USUAL_PORT = 1455;

    private static final String USUAL_PATH = "/auth/callback";
    private static final int RANDOM_BYTES = 16;
    private static final String DONE =
            "<!doctype html><meta charset=utf-8><title>SpiderGate</title><p>Done. You can close this page and go back to the terminal.";

    private final HttpServer server;
    private final String path;
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    private Callback(HttpServer server, String path) {
        this.server = server;
        this.path = path;
        server.createContext(path, this::take);
        server.start();
    }

    /// At the address that providers know programs by.
    public static Callback usual() {
        return new Callback(listening(), USUAL_PATH);
    }

    /// At one that no other program on this machine can guess, where the provider sends nothing
    /// else along that proves whose answer it is.
    public static Callback secret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Callback(
                listening(),
                "/callback/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static HttpServer listening() {
        try {
            return at(USUAL_PORT);
        } catch (BindException taken) {
            try {
                return at(0);
            } catch (IOException e) {
                throw noPort();
            }
        } catch (IOException e) {
            throw noPort();
        }
    }

    private static HttpServer at(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    private static Refusal noPort() {
        return new Refusal("No port of this machine is free for the browser to come back to.");
    }

    public URI address() {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }

    /// The address with all that the browser has brought.
    public String answer(Duration atMost) throws InterruptedException {
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Refusal(
                    "Nobody came back from the page in %d minutes; nothing was changed. Where the browser is on another machine, use --paste."
                            .formatted(atMost.toMinutes()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it so", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange call) throws IOException {
        byte[] page = DONE.getBytes(StandardCharsets.UTF_8);
        try (call) {
            call.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            call.sendResponseHeaders(200, page.length);
            call.getResponseBody().write(page);
        }
        String query = call.getRequestURI().getRawQuery();
        if (query != null) {
            answer.complete(address() + "?" + query);
        }
    }
}
