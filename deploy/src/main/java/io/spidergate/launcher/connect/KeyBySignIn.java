package io.spidergate.launcher.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// OpenRouter's flow: the user allows it on OpenRouter's page, whose browser brings a code to this
/// machine; code and verifier (PKCE, S256) are changed for a key of the user's own account. Nobody
/// else on the machine can have it, for the verifier never leaves this process before.
public final class KeyBySignIn implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DONE =
            "<!doctype html><meta charset=utf-8><title>SpiderGate</title><p>Done. You can close this page and go back to the terminal.";
    private static final String NOT_DONE =
            "<!doctype html><meta charset=utf-8><title>SpiderGate</title><p>No code came along, so nothing was changed.";

    private final URI api;
    private final String verifier = random();
    private final String path = "/callback/" + random();
    private final HttpServer server;
    private final CompletableFuture<String> code = new CompletableFuture<>();

    /// @param api of the provider, such as `https://openrouter.ai/api/v1`
    public KeyBySignIn(URI api) {
        this.api = api;
        try {
            this.server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new Refusal("No port of this machine is free for the browser to come back to.");
        }
        server.createContext(path, this::callback);
        server.start();
    }

    /// What the user opens in a browser on this machine.
    public URI page() {
        String callback = "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
        return api.resolve(
                "/auth?callback_url=%s&code_challenge=%s&code_challenge_method=S256"
                        .formatted(
                                URLEncoder.encode(callback, StandardCharsets.UTF_8),
                                challenge(verifier)));
    }

    /// Waits until the browser has come back, and changes its code for the key.
    public String key(Duration atMost) throws InterruptedException {
        try {
            return exchanged(code.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new Refusal(
                    "Nobody came back from the page in %d minutes; nothing was changed."
                            .formatted(atMost.toMinutes()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it so", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void callback(HttpExchange call) throws IOException {
        String query = call.getRequestURI().getRawQuery();
        String brought =
                query != null && query.startsWith("code=")
                        ? URLDecoder.decode(
                                query.substring("code=".length()).split("&", 2)[0],
                                StandardCharsets.UTF_8)
                        : "";
        byte[] page = (brought.isEmpty() ? NOT_DONE : DONE).getBytes(StandardCharsets.UTF_8);
        try (call) {
            call.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            call.sendResponseHeaders(brought.isEmpty() ? 400 : 200, page.length);
            call.getResponseBody().write(page);
        }
        if (!brought.isEmpty()) {
            code.complete(brought);
        }
    }

    private String exchanged(String brought) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            byte[] body =
                    JSON.writeValueAsBytes(
                            Map.of(
                                    "code",
                                    brought,
                                    "code_verifier",
                                    verifier,
                                    "code_challenge_method",
                                    "S256"));
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    api.toString().replaceFirst("/+$", "")
                                                            + "/auth/keys"))
                                    .timeout(TIMEOUT)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.ofString());
            return key(answer);
        } catch (IOException e) {
            throw new Refusal("%s cannot be reached.".formatted(api.getHost()));
        }
    }

    /// The provider's words are not told: a key may stand among them.
    private String key(HttpResponse<String> answer) throws JsonProcessingException {
        String key =
                answer.statusCode() == 200
                        ? JSON.readTree(answer.body()).path("key").asText("")
                        : "";
        if (key.isEmpty()) {
            throw new Refusal(
                    "%s gave no key (HTTP %d); begin again."
                            .formatted(api.getHost(), answer.statusCode()));
        }
        return key;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
