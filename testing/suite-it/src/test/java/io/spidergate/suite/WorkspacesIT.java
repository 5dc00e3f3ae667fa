package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.contracts.identity.ServiceName;
import java.net.URI;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A workspace's own key serves its agents first and nobody else, on every gateway, and what is
/// said of it holds within a second.
@ExtendWith(RunningSuite.Extension.class)
class WorkspacesIT {

    private static final String MODEL = "deluxe-pro";
    private static final String OWN = "dep_sim-deluxe:ws_acme/default:deluxe-pro";
    private static final String OF_ALL = "dep_sim-deluxe:default:deluxe-pro";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void aKeyOfAWorkspaceServesItsAgentsAlone(RunningSuite suite) {
        String acme = suite.newToken("--workspace", "ws_acme");
        String other = suite.newToken();

        String id = keyOfAcme(suite, "{}");
        try {
            awaitServedBy(suite, acme, OWN);
            assertThat(servedBy(suite, other)).isEqualTo(OF_ALL);
            assertThat(suite.cli("credential", "list").succeeded())
                    .containsPattern(id + ".*acme's.*healthy +ws_acme");

            suite.cli("credential", "set", id, "--models", "deluxe-mini").succeeded();
            awaitServedBy(suite, acme, OF_ALL);
            suite.cli("credential", "set", id, "--models", "*").succeeded();
            awaitServedBy(suite, acme, OWN);
            suite.cli("credential", "set", id, "--disable").succeeded();
            awaitServedBy(suite, acme, OF_ALL);
        } finally {
            suite.cli("credential", "remove", id).succeeded();
        }
        assertThat(suite.cli("credential", "list").succeeded()).doesNotContain(id);
    }

    @Test
    void whatItsOwnerAllowsIsCountedOnAllGatewaysTogether(RunningSuite suite) {
        String acme = suite.newToken("--workspace", "ws_acme");
        String id = keyOfAcme(suite, "{\"requestsPerMinute\":5}");
        try {
            awaitServedBy(suite, acme, OWN);

            long served =
                    IntStream.range(0, 20)
                            .mapToObj(i ->
                                    servedBy(
                                            suite.gateways().get(i % suite.gateways().size()),
                                            acme))
                            .filter(OWN::equals)
                            .count();

            // Beside the one that showed that the key is there.
            assertThat(served).isEqualTo(4);
            assertThat(suite.cli("quota").succeeded())
                    .containsPattern(id + " +requests a minute +5 +5");
        } finally {
            suite.cli("credential", "remove", id).succeeded();
        }
    }

    private static String keyOfAcme(RunningSuite suite, String settings) {
        return suite.internal("vault", ServiceName.VAULT)
                .post(
                        "/internal/vault/v1/credentials",
                        """
                        {"workspace":"ws_acme","provider":"sim-deluxe","label":"acme's",
                         "secret":"sim-key-of-acme","settings":%s}\
                        """
                                .formatted(settings))
                .path("id")
                .asText();
    }

    private static void awaitServedBy(RunningSuite suite, String token, String deployment) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(servedBy(suite, token)).isEqualTo(deployment));
    }

    private static String servedBy(RunningSuite suite, String token) {
        return servedBy(suite.gateway(), token);
    }

    private static String servedBy(URI gateway, String token) {
        return new GatewayHttp(gateway, token).servedBy(MODEL);
    }
}
