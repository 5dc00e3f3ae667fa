package io.spidergate.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spidergate.simulator.wire.Bodies;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each fault as bytes on a socket, seen without the help of any LLM client.
final class FaultsOnTheWireTest {

    private static final String BODY =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a b c d e f\"}]}";
    private static final String STREAM = BODY.replace("{\"model\"", "{\"stream\":true,\"model\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ProviderSimulator simulator;

    @BeforeEach
    void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.demo().withScenarios());
    }

    @AfterEach
    void stop() {
        http.close();
        simulator.close();
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUrl("openai") + "/chat/completions"))
                .header("authorization", "Bearer sim-secret-key")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> call(String body) {
        try {
            return http.send(request(body), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void script(String... scenarios) {
        simulator.script(
                java.util.Arrays.stream(scenarios).map(Scenario::of).toArray(Scenario[]::new));
    }

    /// What a raw socket gets until the other side closes.
    private String raw(String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            socket.setSoTimeout(10_000);
            String head =
                    "POST /openai/v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer sim-a\r\n"
                            + "content-length: %d\r\n\r\n";
            socket.getOutputStream()
                    .write((head.formatted(body.length()) + body).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void cutsABodyAfterExactlySoManyBytes() throws IOException {
        script("cutAfterBytes: 40");
        String answer = raw(BODY);
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body).hasSize(40);
        assertThat(answer).containsPattern("content-length: [1-9]\\d{2}");
        assertThat(simulator.calls().getFirst().bytesSent()).isEqualTo(40);
    }

    @Test
    void cutsAStreamWithoutTheChunkThatEndsIt() throws IOException {
        script("cutAfterBytes: 300");
        assertThat(raw(STREAM)).contains("transfer-encoding: chunked").doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void resetsTheConnectionBeforeAnyByte() {
        script("reset: true");
        assertThatThrownBy(() -> raw(BODY))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(simulator.calls().getFirst().status()).isZero();
    }

    @Test
    void resetsAStreamInTheMiddle() {
        script("{reset: true, cutAfterBytes: 300}");
        assertThatThrownBy(() -> raw(STREAM))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void leavesOutDoneAndBreaksTheChunkItWasToldTo() {
        script("omitDone: true");
        assertThat(call(STREAM).body())
                .contains("\"finish_reason\":\"stop\"")
                .doesNotContain("[DONE]");
        script("malformedChunk: 2");
        assertThat(call(STREAM).body()).contains("\"content\":\n\n").endsWith("data: [DONE]\n\n");
    }

    @Test
    void putsAnErrorInsideA200() {
        script("errorInside200: true");
        for (String body : List.of(BODY, STREAM)) {
            HttpResponse<String> answer = call(body);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"error\":{").doesNotContain("choices");
        }
    }

    @Test
    void anEmptyCompletionHasNotAWord() throws IOException {
        script("emptyCompletion: true");
        var choice = Bodies.MAPPER.readTree(call(BODY).body()).path("choices").path(0);
        assertThat(choice.path("message").path("content").asText()).isEmpty();
        assertThat(call(STREAM).body()).doesNotContain("\"content\":\" ");
    }

    @Test
    void flapsInTheRhythmItWasTold() {
        script("{status: 503, flapping: {good: 2, bad: 1}}");
        assertThat(IntStream.range(0, 7).mapToObj(_ -> call(BODY).statusCode()))
                .containsExactly(200, 200, 503, 200, 200, 503, 200);
    }

    @Test
    void aScenarioHoldsForAsManyCallsAsItSaysAndForItsKeyAndModelOnly() {
        script(
                "{status: 500, times: 1}",
                "{status: 404, model: other}",
                "{status: 402, key: sim-other}");
        assertThat(IntStream.range(0, 3).mapToObj(_ -> call(BODY).statusCode()))
                .containsExactly(500, 200, 200);
        assertThat(call(BODY.replace("\"m\"", "\"other\"")).statusCode()).isEqualTo(404);
    }

    @Test
    void sendsAsManyChunksAsTold() {
        script("chunks: 5");
        assertThat(contents(call(STREAM).body())).isEqualTo(5);
        script("chunks: 100");
        assertThat(contents(call(STREAM).body())).isEqualTo(100);
    }

    private static long contents(String stream) {
        return stream.lines()
                .filter(line -> line.contains("\"content\":\"") && !line.contains("\"role\""))
                .count();
    }

    @Test
    void takesItsTime() {
        script("{headersDelayMs: 80, firstTokenDelayMs: 80, gapMs: 20, chunks: 4}");
        long before = System.nanoTime();
        call(STREAM);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(230));
    }

    @Test
    void recordsAClientThatLeavesAStalledStream() throws Exception {
        script("stallAfterChunks: 2");
        HttpResponse<InputStream> answer =
                http.send(request(STREAM), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().read();
        assertThat(simulator.calls().getFirst().finished()).isFalse();
        answer.body().close();
        await().atMost(10, SECONDS).until(() -> simulator.calls().getFirst().cancelled());
        assertThat(simulator.calls().getFirst().finished()).isTrue();
    }

    @Test
    void recordsCallsWithoutTheirKeys() throws Exception {
        call(BODY);
        Call call = simulator.calls().getFirst();
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.endpoint()).isEqualTo("chat/completions");
        assertThat(call.status()).isEqualTo(200);
        assertThat(call.finished()).isTrue();
        assertThat(call.bytesSent()).isGreaterThan(300);
        assertThat(call.key())
                .matches("[0-9a-f]{12}")
                .isEqualTo(Caller.fingerprint("sim-secret-key"));
        assertThat(control("GET", "calls", "").body())
                .contains("\"provider\":\"openai\"")
                .doesNotContain("sim-secret-key");
    }

    private HttpResponse<String> control(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + simulator.port() + "/_simulator/" + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anotherProcessCanScriptItAndClearItsCalls() throws Exception {
        assertThat(control("PUT", "scenarios", "[{\"status\":418}]").statusCode()).isEqualTo(204);
        assertThat(call(BODY).statusCode()).isEqualTo(418);
        assertThat(control("DELETE", "calls", "").statusCode()).isEqualTo(204);
        assertThat(simulator.calls()).isEmpty();
        assertThat(
                        control(
                                        "PUT",
                                        "scenarios",
                                        "{providers: [{name: mine, manner: local}], scenarios: []}")
                                .statusCode())
                .isEqualTo(204);
        assertThat(call(BODY).statusCode()).isEqualTo(404);
    }

    @Test
    void aMisspeltFaultIsRefused() throws Exception {
        HttpResponse<String> answer = control("PUT", "scenarios", "[{\"statsu\":500}]");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("statsu");
        assertThat(call(BODY).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesBrokenRequestsAsProvidersDo() {
        assertThat(call("{").statusCode()).isEqualTo(400);
        assertThat(call("{\"model\":\"m\",\"messages\":[]}").body()).contains("messages");
    }
}
