package io.spidergate.vault;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;

/// A keyset folder, a router that knows some providers, and the providers themselves: each is named
/// after how it behaves.
public class Surroundings implements QuarkusTestResourceLifecycleManager {

    private static final String OPENAI_LIST =
            """
            {"object":"list","data":[{"id":"llama-3.3-70b"},{"id":"org/qwen3:free"},{"id":"<b>no name</b>"},{"id":"key-%s"}]}
            """;

    /// Takes the mails of the vault.
    public static final GreenMail MAIL =
            new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /// Where people sign in to their plans.
    public static final ProviderSimulator SIMULATOR =
            ProviderSimulator.start(SimulatorConfig.demo().withPort(0));

    /// Where Secrets are mounted.
    public static Path references;

    /// What HashiCorp Vault holds at `secret/llm` as `groq`.
    public static volatile String heldByHashicorp = "";

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        MAIL.start();
        try {
            Path folder = Files.createTempDirectory("spidergate-vault");
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/internal/router/v1/providers/", this::router);
            server.createContext("/upstream/", this::upstream);
            server.createContext("/v1/secret/data/", Surroundings::hashicorp);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            String keyset = folder.resolve("keys/keyset.json").toString();
            Files.createDirectories(references = folder.resolve("references"));
            Files.writeString(folder.resolve("token"), "hvs.known\n");
            return Map.ofEntries(
                    Map.entry("spidergate.vault.keyset-file", keyset),
                    Map.entry("spidergate.vault.create-keyset", "true"),
                    Map.entry("spidergate.probe.timeout", "2s"),
                    Map.entry("spidergate.invite.mail-from", "spidergate@example.org"),
                    Map.entry("quarkus.mailer.host", "127.0.0.1"),
                    Map.entry("quarkus.mailer.port", Integer.toString(MAIL.getSmtp().getPort())),
                    Map.entry("spidergate.references.directory", references.toString()),
                    Map.entry("spidergate.hashicorp.url", base()),
                    Map.entry(
                            "spidergate.hashicorp.token-file", folder.resolve("token").toString()),
                    Map.entry("spidergate.sign-in.chatgpt-allowed", "true"),
                    Map.entry(
                            "spidergate.sign-in.chatgpt-url",
                            "http://127.0.0.1:%d/_accounts".formatted(SIMULATOR.port())),
                    Map.entry("spidergate.sign-in.every", "200ms"),
                    Map.entry("spidergate.router.url", base()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        MAIL.stop();
        SIMULATOR.close();
        if (server != null) {
            server.stop(0);
        }
    }

    /// Known before the server starts, so that one that is stopped can start again there.
    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void router(HttpExchange call) throws IOException {
        String provider = last(call);
        if (call.getRequestHeaders().getFirst("Authorization") == null) {
            answer(call, 401, "");
        } else if (provider.startsWith("nobody")) {
            answer(call, 404, "{\"code\":\"provider_not_found\",\"message\":\"none\"}");
        } else if (provider.startsWith("lost")) {
            answer(call, 500, "");
        } else {
            String upstream =
                    switch (provider) {
                        case "chatgpt" -> SIMULATOR.baseUrl("chatgpt").toString();
                        case "openrouter" -> base() + "/upstream/openrouter/v1";
                        case "usage-openai", "usage-openrouter", "usage-anthropic" ->
                                SIMULATOR.baseUrl(reporting(provider)).toString();
                        default ->
                                provider.startsWith("closed-port")
                                        ? "http://127.0.0.1:1"
                                        : base() + "/upstream/" + provider;
                    };
            answer(
                    call,
                    200,
                    """
                    {"id":"%s","displayName":"%s","baseUrl":"%s/","dialect":"%s","auth":"%s",
                     "owner":"api","simulated":false,
                     "credentialRequired":true,"configured":true,"credentials":1,"models":[],%s
                     "rateHeaders":[{"unit":"requests","seconds":86400,
                       "limit":"x-ratelimit-limit-requests","remaining":"x-ratelimit-remaining-requests"}]}
                    """
                            .formatted(
                                    provider,
                                    provider,
                                    upstream,
                                    dialect(provider),
                                    auth(provider),
                                    provider.startsWith("usage-")
                                            ? "\"usageReporting\":\"%s\","
                                                    .formatted(reporting(provider))
                                            : ""));
        }
    }

    private static String reporting(String provider) {
        return provider.substring("usage-".length());
    }

    private void upstream(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        String provider = path.split("/")[2];
        String authorization = call.getRequestHeaders().getFirst("Authorization");
        String key = authorization == null ? "none" : authorization.substring("Bearer ".length());
        String behaviour = provider.contains("--") ? provider.split("--")[0] : provider;
        switch (behaviour) {
            case "anthropic" -> anthropic(call);
            case "google" -> google(call);
            case "openrouter" -> openRouter(call, key);
            case "works" -> {
                call.getResponseHeaders().add("x-ratelimit-limit-requests", "14400");
                call.getResponseHeaders().add("x-ratelimit-remaining-requests", "14399");
                answer(call, 200, OPENAI_LIST.formatted(key));
            }
            case "echoes-key" ->
                    answer(
                            call,
                            401,
                            "{\"error\":{\"message\":\"Incorrect API key: %s\",\"code\":\"invalid_api_key\"}}"
                                    .formatted(key));
            case "gemini" ->
                    answer(
                            call,
                            400,
                            "[{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API key.\",\"status\":\"INVALID_ARGUMENT\"}}]");
            case "public" -> listedToAnybody(call, key);
            case "abroad" ->
                    answer(
                            call,
                            403,
                            "{\"error\":{\"code\":\"unsupported_country_region_territory\",\"message\":\"no\"}}");
            case "poor" -> answer(call, 402, "{}");
            case "broke" -> answer(call, 429, "{\"error\":{\"type\":\"insufficient_quota\"}}");
            case "busy" -> answer(call, 429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}");
            case "redirects" -> {
                call.getResponseHeaders().add("Location", base() + "/upstream/works/models");
                answer(call, 302, "");
            }
            case "huge" -> answer(call, 200, "\"" + "x".repeat(8 * 1024 * 1024 + 1) + "\"");
            case "html" -> answer(call, 200, "<html>" + key + "</html>");
            case "down" -> answer(call, 503, "");
            case "stalls" -> {
                call.sendResponseHeaders(200, 100);
                call.getResponseBody().write('{');
                call.getResponseBody().flush();
                // The rest never comes; the exchange is closed with the server.
            }
            default -> answer(call, 404, "");
        }
    }

    private static void hashicorp(HttpExchange call) throws IOException {
        if (!"hvs.known".equals(call.getRequestHeaders().getFirst("X-Vault-Token"))) {
            answer(call, 403, "{\"errors\":[\"permission denied\"]}");
        } else if (call.getRequestURI().getPath().equals("/v1/secret/data/llm")) {
            answer(
                    call,
                    200,
                    "{\"data\":{\"data\":{\"groq\":\"%s\"},\"metadata\":{\"version\":1}}}"
                            .formatted(heldByHashicorp));
        } else {
            answer(call, 404, "{\"errors\":[]}");
        }
    }

    /// Gives a key for the right code and a verifier of 43 characters.
    private static void openRouter(HttpExchange call, String key) throws IOException {
        if (call.getRequestMethod().equals("GET")) {
            answer(call, 200, OPENAI_LIST.formatted(key));
            return;
        }
        if (!call.getRequestURI().getPath().endsWith("/auth/keys")) {
            answer(call, key.startsWith("sk-or-handed-over") ? 400 : 401, "{}");
            return;
        }
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean right =
                body.contains("\"code\":\"right code")
                        && body.matches(".*\"code_verifier\":\"[A-Za-z0-9_-]{43}\".*");
        String given = body.replaceFirst(".*right code([^\"]*)\".*", "$1");
        answer(
                call,
                right ? 200 : 403,
                right
                        ? "{\"key\":\"sk-or-handed-over%s\",\"user_id\":\"u\"}".formatted(given)
                        : "{\"error\":\"leaked words\"}");
    }

    /// The list needs no key; a chat does, before it is looked at.
    private static void listedToAnybody(HttpExchange call, String key) throws IOException {
        if (call.getRequestMethod().equals("GET")) {
            answer(call, 200, OPENAI_LIST.formatted("none"));
        } else if (key.startsWith("sk-good")) {
            answer(call, 400, "{\"error\":{\"message\":\"model is required\"}}");
        } else {
            answer(call, key.startsWith("sk-poor") ? 402 : 401, "{}");
        }
    }

    private static String dialect(String provider) {
        return provider.equals("chatgpt")
                ? "RESPONSES"
                : provider.startsWith("anthropic") || provider.startsWith("usage-anthropic")
                        ? "ANTHROPIC"
                        : provider.startsWith("google") ? "GEMINI" : "OPENAI";
    }

    private static String auth(String provider) {
        return provider.startsWith("anthropic") || provider.startsWith("usage-anthropic")
                ? "X_API_KEY"
                : provider.startsWith("google") ? "X_GOOG_API_KEY" : "BEARER";
    }

    private static void google(HttpExchange call) throws IOException {
        boolean right = call.getRequestHeaders().getFirst("x-goog-api-key") != null;
        answer(call, right ? 200 : 400, "{\"models\":[{\"name\":\"models/gemini-pro\"}]}");
    }

    /// As strict as the real one: the key in its own header alone, and a version.
    private static void anthropic(HttpExchange call) throws IOException {
        var headers = call.getRequestHeaders();
        boolean right =
                headers.getFirst("Authorization") == null
                        && headers.getFirst("x-api-key") != null
                        && "2023-06-01".equals(headers.getFirst("anthropic-version"));
        answer(call, right ? 200 : 401, OPENAI_LIST.formatted("none"));
    }

    private static String last(HttpExchange call) {
        String path = call.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        try (call) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                call.getResponseBody().write(bytes);
            }
        }
    }
}
