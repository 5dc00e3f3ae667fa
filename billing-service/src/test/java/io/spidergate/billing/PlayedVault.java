package io.spidergate.billing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A vault that has asked providers for their usage: what it answers is laid down by a test; what
/// is not, it answers with 503.
public class PlayedVault implements QuarkusTestResourceLifecycleManager {

    private static final String API = "/internal/vault/v1/credentials";
    private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();

    private record Answer(int status, String body) {}

    private HttpServer server;

    /// @param json a list of credentials as vault-service gives it
    public static void holds(String json) {
        ANSWERS.put(API, new Answer(200, json));
    }

    public static void tells(String credential, int status, String json) {
        ANSWERS.put("%s/%s/usage".formatted(API, credential), new Answer(status, json));
    }

    public static void isAway() {
        ANSWERS.clear();
    }

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", PlayedVault::answer);
        server.start();
        return Map.of(
                "spidergate.vault.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "spidergate.reconciliation.look",
                "PT1H");
    }

    private static void answer(HttpExchange call) throws IOException {
        Answer answer = ANSWERS.getOrDefault(call.getRequestURI().getPath(), new Answer(503, "{}"));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean authorized = call.getRequestHeaders().getFirst("Authorization") != null;
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(authorized ? answer.status() : 401, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
