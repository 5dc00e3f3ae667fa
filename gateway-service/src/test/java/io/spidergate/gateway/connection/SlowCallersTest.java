package io.spidergate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPorts;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Manner;
import io.spidergate.simulator.ProviderScript;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.Scenario;
import io.spidergate.simulator.SimulatorConfig;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Nobody holds a connection, or a request's memory, by sending nothing, or very little at a time.
@QuarkusTest
@TestProfile(ImpatientProfile.class)
class SlowCallersTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String HEAD =
            "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + Landscape.secret("slowcaller01")
                    + "\r\nContent-Type: application/json\r\n";

    @TestHTTPResource("/")
    URI root;

    @Inject MemoryPorts.Tables tables;
    @Inject MemoryPorts.Tokens tokens;

    private final ProviderSimulator simulator =
            ProviderSimulator.start(
                    SimulatorConfig.demo()
                            .withProviders(List.of(ProviderScript.of("p", Manner.OPENAI, "sim-"))));
    private Socket socket;

    @BeforeEach
    void connect() throws IOException {
        tokens.put(Landscape.token("slowcaller01"));
        tables.set(
                new Landscape()
                        .provider("p", simulator.baseUrl("p"), Landscape.PATIENT)
                        .deployment("p", "m", TokenPrice.FREE)
                        .table());
        socket = new Socket(root.getHost(), root.getPort());
        socket.setSoTimeout((int) SOON.toMillis());
    }

    @AfterEach
    void disconnect() throws IOException {
        socket.close();
        simulator.close();
    }

    @Test
    void aConnectionThatSendsNothingIsClosed() throws IOException {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aHeadThatNeverEndsIsClosedHoweverBusilyItIsSent() {
        send("GET /v1/models HTTP/1.1\r\nX-Slow: ");

        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> !takes("a"));
    }

    @Test
    void aBodyThatComesTooSlowlyIsRefusedWithTheLimit() throws IOException {
        send(HEAD + "Content-Length: 5000\r\n\r\n{\"model\":");

        assertThat(answer())
                .startsWith("HTTP/1.1 408")
                .contains("request_timeout", "within 1 s", "9 bytes");
    }

    @Test
    void aStreamThatIsSilentForLongerIsNoIdleConnection() throws IOException {
        simulator.script(
                Scenario.of("{firstTokenDelayMs: 700, gapMs: 700, chunks: 3, text: a b c}"));
        String body =
                "{\"model\":\"p/m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        send(HEAD + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

        assertThat(answer()).startsWith("HTTP/1.1 200").contains("[DONE]");
    }

    @Test
    void headersBeyondTheLimitAreRefused() throws IOException {
        send(HEAD + "X-Bomb: " + "b".repeat(200_000) + "\r\n\r\n");

        assertThat(answer()).startsWith("HTTP/1.1 431").doesNotContain("Exception");
    }

    @Test
    void tooManyHeadersAreRefused() throws IOException {
        send(HEAD + "X-Bomb: b\r\n".repeat(10_000) + "\r\n");

        assertThat(answer()).startsWith("HTTP/1.1 431").doesNotContain("Exception");
    }

    private String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void send(String text) {
        assertThat(takes(text)).isTrue();
    }

    /// Whether the other side still takes bytes.
    private boolean takes(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
