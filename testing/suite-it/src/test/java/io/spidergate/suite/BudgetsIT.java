package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What `budget create` caps is capped, for all agents that it counts, on all gateways together.
@ExtendWith(RunningSuite.Extension.class)
class BudgetsIT {

    private static final String CHAT = "/v1/chat/completions";
    private static final String PAID = "deluxe-pro";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final String workspace = "ws_b" + System.nanoTime();

    private RunningSuite suite;

    @BeforeEach
    void connect(RunningSuite running) {
        suite = running;
        suite.simulator().play("{\"provider\":\"sim-drowsy\",\"status\":503}");
    }

    @Test
    void agentsOfAWorkspaceSpendOneBudgetTogetherAndARaisedOneLetsThemInAgain() {
        List<String> agents =
                IntStream.range(0, 3).mapToObj(i -> token("--tags", "team:a")).toList();
        budget("all", "0.0005");

        HttpResponse<String> refused =
                IntStream.range(0, 300)
                        .mapToObj(i -> chat(agents.get(i % 3), PAID, i))
                        .filter(answer -> answer.statusCode() != 200)
                        .findFirst()
                        .orElseThrow();

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(GatewayHttp.error(refused).path("code").asText()).isEqualTo("budget_exceeded");
        assertThat(GatewayHttp.error(refused).path("message").asText())
                .contains("of $0.0005 spent of the budget 'all'");
        // What is free needs none.
        assertThat(chat(agents.getFirst(), "steady-70b", 0).statusCode()).isEqualTo(200);

        suite.cli("budget", "edit", "all", "--workspace", workspace, "--limit-usd", "1")
                .succeeded();
        for (int gateway = 0; gateway < suite.gateways().size(); gateway++) {
            int turn = gateway;
            await().atMost(SECOND)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> chat(agents.get(1), PAID, turn).statusCode() == 200);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(
                                        suite.cli("budget", "show", "all", "--workspace", workspace)
                                                .out())
                                .containsPattern("spent +\\$0\\.000[1-9]"));
    }

    @Test
    void aNewBudgetCountsWhatWasSpentBefore() {
        String token = token();
        budget("watch", "1", "--soft");
        for (int i = 0; i < 4; i++) {
            assertThat(chat(token, PAID, i).statusCode()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(
                                        suite.cli(
                                                        "budget",
                                                        "show",
                                                        "watch",
                                                        "--workspace",
                                                        workspace)
                                                .out())
                                .containsPattern("spent +\\$0\\.0*[1-9]"));
        budget("late", "0.000001", "--per", "day");

        for (int gateway = 0; gateway < suite.gateways().size(); gateway++) {
            int turn = gateway;
            await().atMost(SECOND)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> chat(token, PAID, turn).statusCode() == 402);
        }
    }

    @Test
    void aCeilingIsToBeWaitedForAndATagsBudgetLeavesOthersAlone() {
        String tagged = token("--tags", "team:a");
        String other = token();
        budget("net", "0.000001", "--per", "day", "--rolling", "--ceiling", "--tag", "team:a");

        HttpResponse<String> refused =
                await().atMost(SECOND)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> chat(tagged, PAID, 0), it -> it.statusCode() != 200);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(GatewayHttp.error(refused).path("code").asText())
                .isEqualTo("cost_ceiling_exceeded");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(chat(other, PAID, 0).statusCode()).isEqualTo(200);
    }

    @Test
    void aSoftBudgetWarnsAndGoesOn() {
        String token = token();
        budget("soft", "0.000001", "--soft", "--per", "week", "--warn-at", "50");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    HttpResponse<String> answer = chat(token, PAID, 0);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.headers().firstValue("X-SpiderGate-Budget-Warning"))
                            .hasValueSatisfying(it -> assertThat(it).contains("'soft'"));
                });
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(suite.cli("notice", "list", "--workspace", workspace).out())
                                .contains("budget.warning", "budget.exceeded"));
    }

    private String token(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "--workspace";
        all[1] = workspace;
        System.arraycopy(options, 0, all, 2, options.length);
        return suite.newToken(all);
    }

    private void budget(String name, String limit, String... options) {
        List<String> line =
                new java.util.ArrayList<>(
                        List.of(
                                "budget",
                                "create",
                                "--name",
                                name,
                                "--limit-usd",
                                limit,
                                "--workspace",
                                workspace));
        line.addAll(List.of(options));
        suite.cli(line.toArray(String[]::new)).succeeded();
    }

    private HttpResponse<String> chat(String token, String model, int turn) {
        List<URI> gateways = suite.gateways();
        return new GatewayHttp(gateways.get(turn % gateways.size()), token)
                .post(CHAT, GatewayHttp.chat(model));
    }
}
