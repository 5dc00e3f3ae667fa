package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spidergate.contracts.identity.ServiceName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Law L6 for the whole suite: keys that came in by every way, were used, were echoed by a provider
/// and lived through a crash are found in no log, topic, table, trace, metric, answer, thread,
/// argument or environment.
@ExtendWith(RunningSuite.Extension.class)
class CanaryIT {

    private static final String CANARY = "sk-canary-of-the-suite-9Qx3";
    private static final int OVERLAP = 256;

    private final List<String> answers = new ArrayList<>();
    private HttpServer echo;

    @BeforeEach
    void start() throws IOException {
        echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        echo.createContext("/", CanaryIT::echo);
        echo.start();
    }

    @AfterEach
    void stop() {
        echo.stop(0);
    }

    @Test
    void aKeyIsFoundNowhere(RunningSuite suite) throws Exception {
        List<String> canaries = List.of(CANARY + "-pasted", CANARY + "-file", CANARY + "-invited");
        pasted(suite, canaries.get(0));
        imported(suite, canaries.get(1));
        invited(suite, canaries.get(2));
        used(suite);
        crashed(suite);
        used(suite);

        answers.add(suite.cli("credential", "list", "--json").succeeded());
        answers.add(suite.cli("vault", "audit", "--limit", "200").succeeded());
        answers.add(suite.cli("logs").out());
        for (JsonNode part : suite.status().path("parts")) {
            if (part.path("managementPort").asInt() > 0) {
                answers.add(metrics(part.path("managementPort").asInt()));
            }
            processFacts(part.path("pid").asLong());
        }
        assertThat(answers).as("answers, metrics, processes").noneMatch(CanaryIT::tells);
        suite.cli("provider", "remove", "echo").succeeded();
        suite.cli("provider", "remove", "groq").succeeded();
        assertThat(filesThatTell(suite.data())).as("logs, topics, tables, journals").isEmpty();
    }

    private void pasted(RunningSuite suite, String key) {
        URI base = URI.create("http://127.0.0.1:%d/v1".formatted(echo.getAddress().getPort()));
        answers.add(
                suite.cli(
                                "provider",
                                "add",
                                "--name",
                                "echo",
                                "--base-url",
                                base.toString(),
                                "--model",
                                "m")
                        .err());
        answers.add(
                suite.internal("vault", ServiceName.VAULT)
                        .post(
                                "/internal/vault/v1/credentials",
                                "{\"provider\":\"echo\",\"label\":\"e\",\"secret\":\"%s\",\"settings\":{\"shared\":true}}"
                                        .formatted(key))
                        .toString());
    }

    private void imported(RunningSuite suite, String key) throws IOException {
        Path file = Files.createTempFile("canary", ".env");
        Files.writeString(file, "GROQ_API_KEY=" + key + "\n");
        answers.add(suite.cli("credential", "import", file.toString(), "--untested").succeeded());
        Files.delete(file);
    }

    private void invited(RunningSuite suite, String key) throws Exception {
        String link = suite.cli("invite", "create", "--provider", "sim-deluxe").succeeded().strip();
        HttpResponse<String> refused = post(link, key);
        answers.add(refused.body() + refused.headers());
    }

    private void used(RunningSuite suite) {
        String token = suite.newToken();
        for (URI gateway : suite.gateways()) {
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        HttpResponse<String> answer =
                                new GatewayHttp(gateway, token)
                                        .post(
                                                "/v1/chat/completions?include_route_trace=true",
                                                GatewayHttp.chat("echo/m"));
                        answers.add(answer.body() + answer.headers());
                        assertThat(answer.body()).contains("echo");
                    });
        }
    }

    /// The launcher starts again what is killed.
    private static void crashed(RunningSuite suite) {
        for (String part : List.of("gateway-2", "vault")) {
            ProcessHandle process = ProcessHandle.of(suite.pid(part)).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() ->
                            suite.state(part).equals("ready") && suite.pid(part) != process.pid());
        }
    }

    private void processFacts(long pid) throws IOException {
        Path process = Path.of("/proc/" + pid);
        answers.add(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1));
        answers.add(Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1));
        try (var threads = Files.list(process.resolve("task"))) {
            for (Path thread : threads.toList()) {
                answers.add(nameOf(thread));
            }
        }
    }

    /// Threads end while they are looked at.
    private static String nameOf(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("comm"));
        } catch (NoSuchFileException ended) {
            return "";
        }
    }

    private static String metrics(int port) throws Exception {
        return get(URI.create("http://127.0.0.1:%d/metrics".formatted(port)));
    }

    private static String get(URI page) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(page).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static HttpResponse<String> post(String page, String key)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(page))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("secret=" + key))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /// A provider that says in its error which key it was given.
    private static void echo(HttpExchange call) throws IOException {
        String key = String.valueOf(call.getRequestHeaders().getFirst("Authorization"));
        byte[] body =
                "{\"error\":{\"message\":\"echo: Incorrect API key provided: %s\",\"code\":\"%s\"}}"
                        .formatted(key, key)
                        .getBytes(StandardCharsets.UTF_8);
        try (call) {
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.getResponseHeaders().add("x-request-id", key.replace(' ', '-'));
            call.sendResponseHeaders(400, body.length);
            call.getResponseBody().write(body);
        }
    }

    private static List<Path> filesThatTell(Path folder) throws IOException {
        List<Path> telling = new ArrayList<>();
        long[] read = {0};
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (attributes.isRegularFile()) {
                            read[0] += attributes.size();
                            if (fileTells(file)) {
                                telling.add(file);
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    /// Databases and topics delete files while they are looked at.
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        assertThat(read[0]).as("bytes of logs, topics and tables").isGreaterThan(1_000_000);
        return telling;
    }

    private static boolean fileTells(Path file) throws IOException {
        byte[] chunk = new byte[1 << 20];
        String before = "";
        try (var in = Files.newInputStream(file)) {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                String text = before + new String(chunk, 0, length, StandardCharsets.ISO_8859_1);
                if (tells(text)) {
                    return true;
                }
                before = text.substring(Math.max(0, text.length() - OVERLAP));
            }
            return false;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /// In clear, base64 (whose first characters are the same whatever follows) or hexadecimal.
    private static boolean tells(String text) {
        byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes).substring(0, 32);
        return text.contains(CANARY)
                || text.contains(base64)
                || text.contains(HexFormat.of().formatHex(bytes));
    }
}
