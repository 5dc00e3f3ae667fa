package io.spidergate.billing.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls of real servers on loopback, by names that lead where each test says.
class WebhookCallTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress METADATA = InetAddress.ofLiteral("169.254.169.254");
    private static final Reach LOOPBACK_TOO = new Reach(List.of(Network.of("127.0.0.0/8")));
    private static final Map<String, String> NO_HEADERS = Map.of();

    private final Receiver receiver = new Receiver();

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    @AfterAll
    static void closeVertx() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void sendsTheBodyAsItIsToTheHostThatWasNamed() {
        Outcome outcome =
                call(LOOPBACK_TOO, Duration.ofSeconds(5))
                        .post(
                                receiver.uri("hooks.example", "/now?a=b%20c"),
                                Map.of("webhook-id", "ntc_1"),
                                "{\"ü\":1}");

        assertThat(outcome).isEqualTo(new Outcome.Answered(204, ""));
        Receiver.Call call = receiver.calls.getFirst();
        assertThat(call.path()).isEqualTo("/now?a=b%20c");
        assertThat(call.host()).isEqualTo("hooks.example:" + receiver.port());
        assertThat(call.id()).isEqualTo("ntc_1");
        assertThat(call.body()).isEqualTo("{\"ü\":1}");
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() {
        assertThat(post("/redirect")).isEqualTo(new Outcome.Answered(302, ""));
        assertThat(receiver.calls).hasSize(1);
    }

    @Test
    void ofAnAnswerOnlyTheBeginningIsRead() {
        assertThat(post("/wordy")).isEqualTo(new Outcome.Answered(500, "w".repeat(2_000)));
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedFor() {
        assertThat(call(LOOPBACK_TOO, Duration.ofMillis(300)).post(uri("/never"), NO_HEADERS, ""))
                .isEqualTo(new Outcome.NoAnswer("no answer within 300 ms"));
    }

    @Test
    void anAnswerThatNeverEndsCountsByItsStatus() {
        assertThat(call(LOOPBACK_TOO, Duration.ofMillis(300)).post(uri("/drips"), NO_HEADERS, ""))
                .isEqualTo(new Outcome.Answered(202, "d"));
    }

    @Test
    void whoIsNotThereIsNoAnswer() throws IOException {
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        assertThat(
                        call(LOOPBACK_TOO, Duration.ofSeconds(5))
                                .post(
                                        URI.create("http://hooks.example:" + closed + "/"),
                                        NO_HEADERS,
                                        ""))
                .isEqualTo(new Outcome.NoAnswer("no connection"));
        assertThat(
                        call(LOOPBACK_TOO, Duration.ofSeconds(5))
                                .post(URI.create("http://nobody.example/"), NO_HEADERS, ""))
                .isEqualTo(new Outcome.NoAnswer("its host is not known"));
    }

    @Test
    void aNameThatLeadsInsideIsNotCalled() {
        Outcome outcome =
                call(new Reach(List.of()), Duration.ofSeconds(5)).post(uri("/now"), NO_HEADERS, "");

        assertThat(outcome)
                .isEqualTo(
                        new Outcome.NoAnswer(
                                "not called: its host leads to an address that is not allowed"));
        assertThat(receiver.calls).isEmpty();
    }

    @Test
    void oneAddressAmongOthersThatIsNotAllowedIsEnough() {
        WebhookCall call =
                new WebhookCall(
                        VERTX,
                        _ -> List.of(LOOPBACK, METADATA),
                        LOOPBACK_TOO,
                        Duration.ofSeconds(5),
                        new HttpClientOptions());

        assertThat(call.post(uri("/now"), NO_HEADERS, "")).isInstanceOf(Outcome.NoAnswer.class);
        assertThat(receiver.calls).isEmpty();
    }

    /// A name that leads elsewhere at each question: the call goes where the one question led that
    /// was looked at, and a second question is never asked.
    @Test
    void aNameThatIsBoundAnewIsCalledWhereItWasLookedAt() {
        Deque<InetAddress> answers = new ArrayDeque<>(List.of(LOOPBACK, METADATA, METADATA));
        WebhookCall call =
                new WebhookCall(
                        VERTX,
                        _ -> List.of(answers.removeFirst()),
                        LOOPBACK_TOO,
                        Duration.ofSeconds(5),
                        new HttpClientOptions());

        assertThat(call.post(uri("/now"), NO_HEADERS, "")).isEqualTo(new Outcome.Answered(204, ""));
        assertThat(answers).hasSize(2);
        assertThat(call.post(uri("/now"), NO_HEADERS, "")).isInstanceOf(Outcome.NoAnswer.class);
        assertThat(receiver.calls).hasSize(1);
    }

    @Test
    void aCertificateMustBeTrustedAndOfTheHostThatWasNamed(@TempDir Path folder) throws Exception {
        JksOptions keys = certificateOf("hooks.example", folder.resolve("keys.p12"));
        HttpServer server =
                VERTX.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(keys))
                        .requestHandler(request -> request.response().setStatusCode(200).end("tls"))
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
        HttpClientOptions trusting = new HttpClientOptions().setTrustOptions(keys);

        assertThat(tls("hooks.example", server, trusting))
                .isEqualTo(new Outcome.Answered(200, "tls"));
        assertThat(tls("other.example", server, trusting)).isEqualTo(TLS_FAILED);
        assertThat(tls("hooks.example", server, new HttpClientOptions())).isEqualTo(TLS_FAILED);
    }

    private static final Outcome TLS_FAILED =
            new Outcome.NoAnswer(
                    "TLS failed: its certificate is not trusted, or is not for this host");

    private static Outcome tls(String host, HttpServer server, HttpClientOptions options) {
        return new WebhookCall(
                        VERTX,
                        WebhookCallTest::addresses,
                        LOOPBACK_TOO,
                        Duration.ofSeconds(5),
                        new HttpClientOptions(options))
                .post(
                        URI.create("https://%s:%d/".formatted(host, server.actualPort())),
                        NO_HEADERS,
                        "{}");
    }

    private static JksOptions certificateOf(String host, Path file) throws Exception {
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "k",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + host,
                                "-ext",
                                "san=dns:" + host,
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "changeit",
                                "-keystore",
                                file.toString())
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor()).isZero();
        return new JksOptions().setPath(file.toString()).setPassword("changeit");
    }

    private Outcome post(String path) {
        return call(LOOPBACK_TOO, Duration.ofSeconds(5)).post(uri(path), NO_HEADERS, "{}");
    }

    private URI uri(String path) {
        return receiver.uri("hooks.example", path);
    }

    private static WebhookCall call(Reach reach, Duration timeout) {
        return new WebhookCall(
                VERTX, WebhookCallTest::addresses, reach, timeout, new HttpClientOptions());
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        if (host.equals("nobody.example")) {
            throw new UnknownHostException(host);
        }
        return List.of(LOOPBACK);
    }
}
