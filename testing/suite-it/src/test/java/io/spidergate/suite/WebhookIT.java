package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Somebody's server is told of notices, whatever becomes of billing meanwhile.
@ExtendWith(RunningSuite.Extension.class)
class WebhookIT {

    /// Longer than a lease and a start.
    private static final Duration LEASE = Duration.ofSeconds(120);

    private record Call(String id, String timestamp, String signature, String body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean answers = true;
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::take);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        receiver.stop(0);
    }

    @Test
    void isMadeTriedAndRemovedByItsCommands(RunningSuite suite) throws Exception {
        Command made = create(suite);
        String id = idOf(made);
        suite.cli("webhook", "test", id).succeeded();

        await().atMost(Duration.ofSeconds(30)).until(() -> calls.size() == 1);
        assertThat(signed(made.out().strip(), calls.getFirst()))
                .isEqualTo(calls.getFirst().signature());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(suite.cli("webhook", "deliveries", id).succeeded())
                                .containsPattern(
                                        "webhook.test +" + id + " +delivered.*answered 204"));
        assertThat(suite.cli("notice", "list", "--type", "webhook.test").succeeded())
                .contains(calls.getFirst().id());
        suite.cli("webhook", "pause", id).succeeded();
        assertThat(suite.cli("webhook", "show", id).succeeded()).containsPattern("state +paused");
        suite.cli("webhook", "remove", id).succeeded();
        assertThat(suite.cli("webhook", "show", id).err()).contains("no webhook of that id");
    }

    @Test
    void recipientsAreToldThatNoMailIsSent(RunningSuite suite) {
        Command set = suite.cli("notice", "recipients", "--set", "ops@example.org");
        assertThat(set.succeeded()).isEqualTo("ops@example.org");
        assertThat(set.err()).contains("Mail is not configured");
        assertThat(suite.cli("notice", "recipients", "--none").succeeded()).isEmpty();
    }

    @Test
    void whatWasUnderWayWhenBillingWasKilledIsToldAgainUnderTheSameId(RunningSuite suite) {
        String id = idOf(create(suite));
        answers = false;
        suite.cli("webhook", "test", id).succeeded();
        await().atMost(Duration.ofSeconds(30)).until(() -> calls.size() == 1);

        ProcessHandle billing = ProcessHandle.of(suite.pid("billing")).orElseThrow();
        billing.destroyForcibly();
        billing.onExit().join();
        answers = true;

        await().atMost(LEASE).until(() -> calls.size() == 2);
        assertThat(calls.getLast().id()).isEqualTo(calls.getFirst().id());
        assertThat(calls.getLast().body()).isEqualTo(calls.getFirst().body());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(suite.cli("webhook", "deliveries", id).succeeded())
                                .contains("its process ended")
                                .contains("answered 204"));
        await().atMost(Duration.ofSeconds(30)).until(() -> suite.state("billing").equals("ready"));
        suite.cli("webhook", "remove", id).succeeded();
    }

    private Command create(RunningSuite suite) {
        Command made =
                suite.cli(
                        "webhook",
                        "create",
                        "http://127.0.0.1:%d/in".formatted(receiver.getAddress().getPort()));
        made.succeeded();
        return made;
    }

    private static String idOf(Command made) {
        return made.err().replaceFirst("(?s).*(whk_[0-9a-f]+).*", "$1").strip();
    }

    private void take(HttpExchange call) throws IOException {
        boolean answering = answers;
        calls.add(
                new Call(
                        call.getRequestHeaders().getFirst("webhook-id"),
                        call.getRequestHeaders().getFirst("webhook-timestamp"),
                        call.getRequestHeaders().getFirst("webhook-signature"),
                        new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        try (call) {
            if (answering) {
                call.sendResponseHeaders(204, -1);
            } else {
                over.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// As the specification of Standard Webhooks says.
    private static String signed(String secret, Call call) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(
                        Base64.getDecoder().decode(secret.substring("whsec_".length())),
                        "HmacSHA256"));
        String text = "%s.%s.%s".formatted(call.id(), call.timestamp(), call.body());
        return "v1,"
                + Base64.getEncoder()
                        .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
