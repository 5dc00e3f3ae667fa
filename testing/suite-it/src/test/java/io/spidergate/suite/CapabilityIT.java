package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A model that refuses tools is asked for them once, whichever gateway asks and whatever restarts.
@ExtendWith(RunningSuite.Extension.class)
class CapabilityIT {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final int REQUESTS = 20;

    private RunningSuite suite;
    private List<GatewayHttp> gateways;

    @BeforeEach
    void connect(RunningSuite running) {
        suite = running;
        String token = suite.newToken();
        gateways = suite.gateways().stream().map(uri -> new GatewayHttp(uri, token)).toList();
        suite.simulator().play("{\"provider\":\"sim-swift\",\"unable\":\"tools\"}");
        suite.simulator().forgetCalls();
    }

    @AfterEach
    void asItWas() {
        suite.simulator().play();
        suite.cli("capability", "sim-swift", "--model", "swift-8b", "--forget");
    }

    @Test
    void twoGatewaysAskOnceForWhatAModelRefusesAndARestartOfTheRouterKeepsIt() {
        assertThat(servedWithTools(gateways.getFirst())).isEqualTo("sim-steady");
        assertThat(toolCalls()).isEqualTo(1);

        await().atMost(ONE_SECOND)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(reason(gateways.getLast())).startsWith("refused"));
        askAll();
        assertThat(toolCalls()).as("40 requests later").isEqualTo(1);
        assertThat(servedPlainly(gateways.getLast())).isEqualTo("sim-swift");

        long before = suite.pid("router");
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(90))
                .until(() ->
                        suite.state("router").equals("ready") && suite.pid("router") != before);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> suite.cli("capability", "sim-swift").out().contains("measured"));
        suite.simulator().forgetCalls();
        askAll();
        assertThat(toolCalls()).as("after the restart").isZero();

        String shown = suite.cli("capability", "sim-swift").succeeded();
        assertThat(shown).contains("function_calling", "`tool calling` is not supported");
        suite.cli("capability", "sim-swift", "--model", "swift-8b", "--forget").succeeded();
        suite.simulator().play();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    for (GatewayHttp gateway : gateways) {
                        assertThat(servedWithTools(gateway)).isEqualTo("sim-swift");
                    }
                });
    }

    @Test
    void theCommandTellsWhatItMisses() {
        assertThat(suite.cli("capability", "sim-swift", "--forget").err())
                .contains("--forget needs --model MODEL.");
        assertThat(suite.cli("capability", "nobody").err()).contains("there is no provider");
        assertThat(suite.cli("capability", "sim-swift", "--all").succeeded())
                .contains("function_calling", "catalogue");
    }

    private void askAll() {
        for (int request = 0; request < REQUESTS; request++) {
            for (GatewayHttp gateway : gateways) {
                assertThat(servedWithTools(gateway)).isEqualTo("sim-steady");
            }
        }
    }

    private long toolCalls() {
        return suite.simulator().calls().stream()
                .filter(call -> call.path("provider").asText().equals("sim-swift"))
                .filter(call -> call.path("status").asInt() == 400)
                .count();
    }

    private static String reason(GatewayHttp gateway) {
        HttpResponse<String> plan = gateway.post("/v1/routing/explain", withTools());
        JsonNode exclusions = GatewayHttp.json(plan).path("exclusions");
        return exclusions.path(0).path("detail").asText();
    }

    private static String servedWithTools(GatewayHttp gateway) {
        return served(gateway.post("/v1/chat/completions", withTools()));
    }

    private static String servedPlainly(GatewayHttp gateway) {
        return served(gateway.post("/v1/chat/completions", GatewayHttp.chat("swift-8b")));
    }

    private static String served(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return GatewayHttp.json(answer).path("spidergate_metadata").path("provider").asText();
    }

    private static String withTools() {
        return """
        {"model":"swift-8b","messages":[{"role":"user","content":"Say hello"}],
         "tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}],
         "spidergate_options":{"fallback_models":["steady-70b"]}}\
        """;
    }
}
