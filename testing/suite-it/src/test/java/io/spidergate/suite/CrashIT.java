package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Processes are killed in mid-flight; nothing that was answered is lost, and `up` mends what is
/// broken.
class CrashIT {

    private static final String CHAT = "/v1/chat/completions";

    private RunningSuite suite;

    @BeforeEach
    void start() {
        suite = RunningSuite.start();
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void noAnsweredRequestIsLostWhenGatewayBrokerAndLauncherAreKilled() {
        String token = suite.newToken();
        List<String> answered = new ArrayList<>();
        URI victim = suite.gateways().getLast();
        // The launcher first, so that nobody starts again what is killed.
        kill(List.of("launcher", "kafka"));
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = assertServes(victim, token, "deluxe-pro");
            answered.add(answer.headers().firstValue("x-request-id").orElseThrow());
        }
        kill(gatewayNames());

        suite.upAgain();

        InternalApi traces = suite.traces();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> {
                    assertThat(answered)
                            .allSatisfy(id ->
                                    assertThat(traces.status("/internal/traces/v1/traces/" + id))
                                            .isEqualTo(200));
                    assertThat(requestsOf(token)).isEqualTo(answered.size());
                });
        assertServes(suite.gateway(), token, "steady-70b");
    }

    @Test
    void requestsUnderWayAreToldOnceAsInterruptedWhenTheirGatewayIsKilled() {
        int underWay = 10;
        String token = suite.newToken();
        suite.simulator()
                .play("{\"model\":\"deluxe-pro\",\"headersDelayMs\":120000}", "{\"model\":\"*\"}");
        GatewayHttp gateway = new GatewayHttp(suite.gateway(), token);
        for (int i = 0; i < underWay; i++) {
            Thread.ofVirtual().start(() -> isCutOff(gateway));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> suite.simulator().calls().size() == underWay);

        kill(gatewayNames());

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(requestsOf(token)).isEqualTo(underWay));
    }

    @Test
    void aWarmGatewayServesWhileEverythingElseIsDown() {
        String token = suite.newToken();
        URI gateway = suite.gateway();
        assertServes(gateway, token, "steady-70b");

        kill(
                List.of(
                        "launcher",
                        "router",
                        "billing",
                        "vault",
                        "traces",
                        "dashboard",
                        "kafka",
                        "postgres"));

        for (int i = 0; i < 10; i++) {
            assertServes(gateway, token, "spideriq/coding");
        }
    }

    private static HttpResponse<String> assertServes(URI gateway, String token, String model) {
        HttpResponse<String> answer =
                new GatewayHttp(gateway, token).post(CHAT, GatewayHttp.chat(model));
        assertThat(answer.statusCode()).as("answered %s", answer.body()).isEqualTo(200);
        return answer;
    }

    private static void isCutOff(GatewayHttp gateway) {
        assertThatThrownBy(() -> gateway.post(CHAT, GatewayHttp.chat("deluxe-pro")))
                .isInstanceOf(UncheckedIOException.class);
    }

    private List<String> gatewayNames() {
        return StreamSupport.stream(suite.status().path("parts").spliterator(), false)
                .map(part -> part.path("name").asText())
                .filter(name -> name.startsWith("gateway"))
                .toList();
    }

    private long requestsOf(String token) {
        JsonNode agents = suite.billing().get("/internal/billing/v1/agents");
        return StreamSupport.stream(agents.spliterator(), false)
                .filter(agent -> agent.path("tokenRef").asText().equals(token.split("_")[2]))
                .mapToLong(agent -> agent.path("requestsThisMonth").asLong())
                .sum();
    }

    /// In this order, and quickly: nothing gets time to prepare.
    private void kill(List<String> parts) {
        for (long pid : suite.pids(parts)) {
            ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
