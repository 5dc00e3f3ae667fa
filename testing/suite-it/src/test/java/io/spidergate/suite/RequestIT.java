package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// One request goes through every service: routed, failed over, charged, traced, explained.
@ExtendWith(RunningSuite.Extension.class)
class RequestIT {

    private static final String CHAT = "/v1/chat/completions";

    private RunningSuite suite;
    private String token;
    private GatewayHttp gateway;

    @BeforeEach
    void connect(RunningSuite running) {
        suite = running;
        suite.simulator().play("{\"provider\":\"sim-drowsy\",\"status\":503}");
        token = suite.newToken();
        gateway = new GatewayHttp(suite.gateway(), token);
    }

    @Test
    void itsTraceIsThereWithinTwoSecondsAndExplainsTheFailover() {
        suite.simulator().forgetCalls();
        HttpResponse<String> answer =
                new GatewayHttp(suite.gateways().getLast(), token)
                        .post(CHAT, GatewayHttp.chat("spideriq/coding"));
        assertThat(answer.statusCode()).isEqualTo(200);

        JsonNode trace = traceOf(answer).path("event");

        assertThat(trace.path("outcome").path("result").asText()).isEqualTo("COMPLETED");
        assertThat(trace.path("plan").path("candidates")).isNotEmpty();
        assertThat(trace.path("plan").path("exclusions")).isNotEmpty();
        assertThat(trace.path("attempts")).hasSize(suite.simulator().calls().size());
        assertThat(
                        trace.path("attempts")
                                .get(trace.path("attempts").size() - 1)
                                .path("httpStatus")
                                .asInt())
                .isEqualTo(200);
    }

    @Test
    void attemptsInTheTraceAreTheCallsThatProvidersReceived() {
        suite.simulator()
                .play(
                        "{\"provider\":\"sim-drowsy\",\"status\":503}",
                        "{\"provider\":\"sim-swift\",\"status\":429,\"retryAfter\":\"1\"}");
        suite.simulator().forgetCalls();
        HttpResponse<String> answer = gateway.post(CHAT, GatewayHttp.chat("spideriq/fast"));

        JsonNode attempts = traceOf(answer).path("event").path("attempts");

        assertThat(
                        StreamSupport.stream(attempts.spliterator(), false)
                                .map(attempt ->
                                        attempt.path("provider").asText()
                                                + " "
                                                + attempt.path("httpStatus").asInt()))
                .containsExactlyElementsOf(
                        suite.simulator().calls().stream()
                                .map(call ->
                                        call.path("provider").asText()
                                                + " "
                                                + call.path("status").asInt())
                                .toList());
    }

    @Test
    void theLedgerIsTheSumOfTheEventsToTheNanoUsd() {
        String before = agentSpend();
        assertThat(before).isEqualTo("0 0");
        long expected =
                IntStream.range(0, 20)
                        .mapToObj(i -> gateway.post(CHAT, GatewayHttp.chat("deluxe-pro")))
                        .mapToLong(answer ->
                                traceOf(answer).path("event").path("cost").path("nanoUsd").asLong())
                        .sum();

        assertThat(expected).isPositive();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(agentSpend()).isEqualTo("20 " + expected));
    }

    @Test
    void anAgentReadsItsOwnUsage() {
        HttpResponse<String> answer = gateway.post(CHAT, GatewayHttp.chat("deluxe-pro"));
        JsonNode event = traceOf(answer).path("event");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    JsonNode usage = gateway.getJson("/v1/usage");
                    assertThat(usage.path("requests").asLong()).isEqualTo(1);
                    assertThat(
                                    new BigDecimal(usage.path("cost_usd").asText())
                                            .movePointRight(9)
                                            .longValueExact())
                            .isEqualTo(event.path("cost").path("nanoUsd").asLong());
                    assertThat(usage.path("by_model").get(0).path("model").asText())
                            .isEqualTo("deluxe-pro");
                });
        assertThat(gateway.get("/v1/usage?from=yesterday").statusCode()).isEqualTo(400);
    }

    /// Requests and nano-USD of this test's agent.
    private String agentSpend() {
        String ref = token.split("_")[2];
        JsonNode agents = suite.billing().get("/internal/billing/v1/agents");
        return StreamSupport.stream(agents.spliterator(), false)
                .filter(agent -> agent.path("tokenRef").asText().equals(ref))
                .map(agent ->
                        agent.path("requestsThisMonth").asLong()
                                + " "
                                + agent.path("spentThisMonthNanoUsd").asLong())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode traceOf(HttpResponse<String> answer) {
        String path =
                "/internal/traces/v1/traces/"
                        + answer.headers().firstValue("x-request-id").orElseThrow();
        InternalApi traces = suite.traces();
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> traces.status(path) == 200);
        return traces.get(path);
    }
}
