package io.spidergate.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Plays trace-collector, billing, router and vault by real HTTP: answers what a test has put
/// there, and remembers what it was asked.
public class PlayedPeers implements QuarkusTestResourceLifecycleManager {

    public static final String TRACES = "/internal/traces/v1/traces";
    public static final String STATS = "/internal/traces/v1/stats";
    public static final String AGENTS = "/internal/billing/v1/agents";
    public static final String PROVIDERS = "/internal/router/v1/providers";
    public static final String CREDENTIALS = "/internal/vault/v1/credentials";

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .setSerializationInclusion(JsonInclude.Include.NON_NULL);

    private static final Map<String, Reply> REPLIES = new ConcurrentHashMap<>();
    private static final List<URI> ASKED = new CopyOnWriteArrayList<>();

    private HttpServer server;

    private record Reply(int status, byte[] body) {}

    public static void answer(String path, Object body) {
        answer(path, 200, body);
    }

    public static void answer(String path, int status, Object body) {
        try {
            REPLIES.put(path, new Reply(status, JSON.writeValueAsBytes(body)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void reset() {
        REPLIES.clear();
        ASKED.clear();
    }

    public static void forgetAsked() {
        ASKED.clear();
    }

    public static List<URI> asked() {
        return List.copyOf(ASKED);
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
        server.createContext("/", PlayedPeers::reply);
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "spidergate.traces.url", address,
                "spidergate.billing.url", address,
                "spidergate.router.url", address,
                "spidergate.vault.url", address);
    }

    private static void reply(HttpExchange exchange) throws IOException {
        ASKED.add(exchange.getRequestURI());
        Reply reply = REPLIES.get(exchange.getRequestURI().getPath());
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            reply = new Reply(401, new byte[0]);
        }
        if (reply == null) {
            // Hangs up without an answer, as a service does that is going down.
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
        exchange.close();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
