package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.contracts.identity.ServiceName;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A workspace's own key serves its agents first and nobody else, on every gateway, and what is
/// said of it holds within a second.
@ExtendWith(RunningSuite.Extension.class)
class WorkspacesIT {

    private static final String MODEL = "deluxe-pro";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void aKeyOfAWorkspaceServesItsAgentsAlone(RunningSuite suite) {
        InternalApi vault = suite.internal("vault", ServiceName.VAULT);
        String acme = suite.newToken("--workspace", "ws_acme");
        String other = suite.newToken();

        String id =
                vault.post(
                                "/internal/vault/v1/credentials",
                                """
                                {"workspace":"ws_acme","provider":"sim-deluxe","label":"acme's",
                                 "secret":"sim-key-of-acme"}\
                                """)
                        .path("id")
                        .asText();
        try {
            awaitServedBy(suite, acme, "dep_sim-deluxe:ws_acme/default:deluxe-pro");
            assertThat(servedBy(suite, other)).isEqualTo("dep_sim-deluxe:default:deluxe-pro");
            assertThat(suite.cli("credential", "list").succeeded())
                    .containsPattern(id + ".*acme's.*enabled +ws_acme");

            suite.cli("credential", "set", id, "--models", "deluxe-mini").succeeded();
            awaitServedBy(suite, acme, "dep_sim-deluxe:default:deluxe-pro");
            suite.cli("credential", "set", id, "--models", "*").succeeded();
            awaitServedBy(suite, acme, "dep_sim-deluxe:ws_acme/default:deluxe-pro");
            suite.cli("credential", "set", id, "--disable").succeeded();
            awaitServedBy(suite, acme, "dep_sim-deluxe:default:deluxe-pro");
        } finally {
            suite.cli("credential", "remove", id).succeeded();
        }
        assertThat(suite.cli("credential", "list").succeeded()).doesNotContain(id);
    }

    private static void awaitServedBy(RunningSuite suite, String token, String deployment) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(servedBy(suite, token)).isEqualTo(deployment));
    }

    private static String servedBy(RunningSuite suite, String token) {
        HttpResponse<String> answer =
                new GatewayHttp(suite.gateway(), token)
                        .post(
                                "/v1/chat/completions?include_route_trace=true",
                                """
                                {"model":"%s","messages":[{"role":"user","content":"hi"}]}\
                                """
                                        .formatted(MODEL));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode attempts =
                GatewayHttp.json(answer)
                        .path("spidergate_metadata")
                        .path("route_trace")
                        .path("attempts");
        return attempts.get(attempts.size() - 1).path("deployment").asText();
    }
}
