package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What `token create` limits is limited, on all gateways together.
@ExtendWith(RunningSuite.Extension.class)
class LimitsIT {

    private static final String CHAT = "/v1/chat/completions";

    private int asked;

    private RunningSuite suite;

    @BeforeEach
    void connect(RunningSuite running) {
        suite = running;
        suite.simulator().play("{\"provider\":\"sim-drowsy\",\"status\":503}");
    }

    @Test
    void requestsADayAreCountedOverAllGateways() {
        String token = suite.newToken("--rpd", "5");

        List<HttpResponse<String>> answers =
                IntStream.range(0, 10).mapToObj(i -> chat(token, "steady-70b", i)).toList();

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200)).hasSize(5);
        HttpResponse<String> refused = answers.getLast();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(GatewayHttp.error(refused).path("code").asText())
                .isEqualTo("daily_rate_limit_exceeded");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("X-RateLimit-Limit-Requests")).hasValue("5");
        assertThat(refused.headers().firstValue("X-RateLimit-Remaining-Requests")).hasValue("0");
    }

    @Test
    void tokensADayAreCountedOverAllGateways() {
        String token = suite.newToken("--tpd", "400");
        AtomicLong used = new AtomicLong();
        assertThat(spent(token, used).headers().firstValue("X-RateLimit-Limit-Tokens"))
                .hasValue("400");
        // What the other gateway keeps ready comes back a moment after it was last used.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> {
                    spent(token, used);
                    return used.get() >= 300;
                });
        HttpResponse<String> answer = spent(token, used);
        while (answer.statusCode() == 200) {
            answer = spent(token, used);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(GatewayHttp.error(answer).path("code").asText())
                .isEqualTo("daily_rate_limit_exceeded");
        assertThat(GatewayHttp.error(answer).path("message").asText()).contains("tokens per day");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(used.get()).isBetween(300L, 500L);
    }

    /// By one gateway after the other.
    private HttpResponse<String> spent(String token, AtomicLong used) {
        HttpResponse<String> answer = chat(token, "steady-70b", asked++);
        used.addAndGet(GatewayHttp.json(answer).path("usage").path("total_tokens").asLong());
        return answer;
    }

    @Test
    void requestsAtATimeAreCountedOverAllGateways() {
        String token = suite.newToken("--concurrent", "1");
        suite.simulator()
                .play(
                        "{\"provider\":\"sim-drowsy\",\"status\":503}",
                        "{\"provider\":\"sim-steady\",\"headersDelayMs\":3000}");
        suite.simulator().forgetCalls();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> slow = threads.submit(() -> chat(token, "steady-70b", 0));
            await().until(() -> !suite.simulator().calls().isEmpty());
            HttpResponse<String> second = chat(token, "swift-8b", 1);
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(GatewayHttp.error(second).path("message").asText())
                    .contains("2/1 requests at a time");
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            await().untilAsserted(() -> assertThat(slow.get().statusCode()).isEqualTo(200));
        }

        await().atMost(Duration.ofSeconds(5))
                .until(() -> chat(token, "swift-8b", 1).statusCode() == 200);
    }

    @Test
    void aHardBudgetRefusesWithSpendAndCap() {
        String token = suite.newToken("--budget-usd", "0.0005");

        HttpResponse<String> refused =
                IntStream.range(0, 200)
                        .mapToObj(i -> chat(token, "deluxe-pro", i))
                        .filter(answer -> answer.statusCode() != 200)
                        .findFirst()
                        .orElseThrow();

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(GatewayHttp.error(refused).path("code").asText()).isEqualTo("budget_exceeded");
        assertThat(GatewayHttp.error(refused).path("message").asText()).contains("$0.0005");
    }

    @Test
    void aSoftBudgetWarnsAndGoesOn() {
        String token = suite.newToken("--budget-usd", "0.000001", "--soft");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    HttpResponse<String> answer = chat(token, "deluxe-pro", 0);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.headers().firstValue("X-SpiderGate-Budget-Warning"))
                            .isPresent();
                });
    }

    @Test
    void anotherModelThanAllowedIsForbidden() {
        String token = suite.newToken("--models", "spideriq/*");

        assertThat(chat(token, "spideriq/chat", 0).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = chat(token, "steady-70b", 0);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(GatewayHttp.error(refused).path("code").asText()).isEqualTo("model_not_allowed");
    }

    @Test
    void freeOnlyNeverSpends() {
        String token = suite.newToken("--spending", "free_only");

        assertThat(chat(token, "steady-70b", 0).statusCode()).isEqualTo(200);
        assertThat(chat(token, "deluxe-pro", 0).statusCode()).isIn(403, 422);
    }

    @Test
    void aRevokedTokenStopsWithinASecondOnEveryGateway() {
        String token = suite.newToken();
        assertThat(chat(token, "steady-70b", 0).statusCode()).isEqualTo(200);

        suite.cli("token", "revoke", token.split("_")[2]).succeeded();

        for (URI gateway : suite.gateways()) {
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() ->
                            new GatewayHttp(gateway, token)
                                            .post(CHAT, GatewayHttp.chat("steady-70b"))
                                            .statusCode()
                                    == 401);
        }
    }

    private HttpResponse<String> chat(String token, String model, int turn) {
        List<URI> gateways = suite.gateways();
        return new GatewayHttp(gateways.get(turn % gateways.size()), token)
                .post(CHAT, GatewayHttp.chat(model));
    }
}
