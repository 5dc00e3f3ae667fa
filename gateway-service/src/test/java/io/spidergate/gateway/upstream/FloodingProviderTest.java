package io.spidergate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPorts;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.SimulatorConfig;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A provider that never stops sending is left, and another one serves; what is kept of it is
/// bounded.
@Tag("slow")
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class FloodingProviderTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String JSON = OK + "Content-Type: application/json\r\n";
    private static final String EVENTS = OK + "Content-Type: text/event-stream\r\n";

    /// The limit of an answer, and what the sockets of both sides hold.
    private static final long BOUND = (32L + 16) << 20;

    @TestHTTPResource("/v1/chat/completions")
    URI chat;

    @Inject MemoryPorts.Tables tables;
    @Inject MemoryPorts.Tokens tokens;
    @Inject MemoryPorts.Journal journal;
    @Inject MemoryPorts.Allowance allowance;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.demo());

    @BeforeEach
    void prepare() {
        journal.clear();
        allowance.reset();
        tokens.put(Landscape.token("flooded00001"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "plain-body, false",
        "one-event, true",
        "error-body, false",
        "headers, false",
    })
    void isLeftAndAnotherServes(String flood, boolean stream) throws Exception {
        try (FloodingProvider provider = flood(flood)) {
            serveBy(provider, flood);

            HttpResponse<String> answer = http.send(ask(flood, stream), BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-spidergate-fallback-from"))
                    .hasValue(flood + "/" + flood);
            await().atMost(Duration.ofSeconds(10)).until(provider::wasLeft);
            assertThat(provider.taken()).isLessThan(BOUND);
            AttemptRecord failed = journal.await(1).getFirst().attempts().getFirst();
            assertThat(failed.failureClass())
                    .isIn(
                            FailureClass.PROTOCOL_ERROR,
                            FailureClass.SERVER_ERROR,
                            FailureClass.TIMEOUT,
                            FailureClass.CONNECT_FAILED);
        }
    }

    /// They are signs of life, of which nothing is kept; the wait for the first content ends them.
    @Test
    void isLeftWhenNothingButCommentsCome() throws Exception {
        try (FloodingProvider provider = FloodingProvider.start(EVENTS + "\r\n", ": wait\n\n")) {
            serveBy(provider, "comments");

            HttpResponse<String> answer = http.send(ask("comments", true), BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(journal.await(1).getFirst().attempts().getFirst().failureClass())
                    .isEqualTo(FailureClass.TIMEOUT);
        }
    }

    @Test
    void waitsWhileTheCallerDoesNotRead() throws Exception {
        String word =
                "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}\n\n";
        try (FloodingProvider provider = FloodingProvider.start(EVENTS + "\r\n", word)) {
            serveBy(provider, "endless-words");

            HttpResponse<InputStream> answer =
                    http.send(ask("endless-words", true), BodyHandlers.ofInputStream());

            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> unchanged(provider));
            assertThat(provider.taken()).isLessThan(BOUND);
            answer.body().close();
            await().atMost(Duration.ofSeconds(10)).until(provider::wasLeft);
        }
    }

    private long before = -1;

    private boolean unchanged(FloodingProvider provider) {
        boolean same = before == provider.taken();
        before = provider.taken();
        return same;
    }

    private static FloodingProvider flood(String kind) {
        return switch (kind) {
            case "plain-body" -> FloodingProvider.start(JSON + "\r\n{\"id\":\"", "x");
            case "one-event" -> FloodingProvider.start(EVENTS + "\r\ndata: {\"id\":\"", "x");
            case "error-body" ->
                    FloodingProvider.start("HTTP/1.1 500 Bad\r\n\r\n{\"error\":\"", "x");
            case "headers" -> FloodingProvider.start(OK, "X-Bomb: b\r\n");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private void serveBy(FloodingProvider provider, String model) {
        tables.set(
                new Landscape()
                        .provider(model, provider.baseUrl())
                        .provider("groq", simulator.baseUrl("groq"))
                        .deployment(model, model, TokenPrice.FREE)
                        .deployment("groq", model, TokenPrice.FREE)
                        .alias("spideriq/" + model, model + "/" + model, "groq/" + model)
                        .table());
    }

    private HttpRequest ask(String model, boolean stream) {
        return HttpRequest.newBuilder(chat)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + Landscape.secret("flooded00001"))
                .POST(
                        BodyPublishers.ofString(
                                """
                                {"model": "spideriq/%s", "stream": %s,
                                 "messages": [{"role": "user", "content": "Say hello"}]}
                                """
                                        .formatted(model, stream)))
                .build();
    }
}
