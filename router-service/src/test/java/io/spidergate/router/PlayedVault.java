package io.spidergate.router;

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

/// A vault that has asked providers for their lists: what it answers for a credential is laid down
/// by a test.
public class PlayedVault implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, String> ROSTERS = new ConcurrentHashMap<>();

    private HttpServer server;

    /// @param roster JSON as vault-service gives it
    public static void answers(String credential, String roster) {
        ROSTERS.put("/internal/vault/v1/credentials/" + credential + "/roster", roster);
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
                "spidergate.roster.enabled",
                "false");
    }

    private static void answer(HttpExchange call) throws IOException {
        boolean authorized = call.getRequestHeaders().getFirst("Authorization") != null;
        String roster = ROSTERS.get(call.getRequestURI().getPath());
        byte[] body = (roster == null ? "{}" : roster).getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(authorized && roster != null ? 200 : 503, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
