package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.fixtures.JwtIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A pod that holds no secret is served on every gateway by the JWT of its service account, and
/// what is done to its token holds for it within a second.
@ExtendWith(RunningSuite.Extension.class)
class JwtIT {

    private static final Duration SOON = Duration.ofSeconds(1);

    private RunningSuite suite;
    private JwtIssuer issuer;

    @BeforeEach
    void connect(RunningSuite running) {
        suite = running;
        issuer = suite.issuer();
        // The first JWT of a process takes longer than any after it.
        String warming = "warming-" + System.nanoTime();
        made(warming);
        everywhere(jwt(warming), "swift-8b", 200, Duration.ofSeconds(30));
    }

    @Test
    void whatIsDoneToItsTokenHoldsForAPodWithoutASecret() {
        made("indexer");
        String jwt = jwt("indexer");
        everywhere(jwt, 200);
        assertThat(suite.cli("token", "show", "indexer").succeeded())
                .contains("none", issuer.url(), "sub=system:serviceaccount:search:indexer");

        suite.cli("token", "pause", "indexer").succeeded();
        everywhere(jwt, 403);
        suite.cli("token", "resume", "indexer").succeeded();
        everywhere(jwt, 200);

        suite.cli("token", "edit", "indexer", "--budget-usd", "0").succeeded();
        everywhere(jwt, "deluxe-pro", 402);
        suite.cli("token", "revoke", "indexer").succeeded();
        everywhere(jwt, 401);

        made("indexer");
        everywhere(jwt, 200);
    }

    @Test
    void aLimitIsOneForAllJwtsOfAnAgent() {
        made("crawler", "--rpd", "2");
        URI gateway = suite.gateways().getFirst();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> chat(gateway, jwt("crawler"), "swift-8b") != 401);

        assertThat(chat(gateway, jwt("crawler"), "swift-8b")).isIn(200, 429);
        assertThat(chat(gateway, jwt("crawler"), "swift-8b")).isEqualTo(429);
    }

    @Test
    void theIssuersNewKeyIsTakenAndItsAbsenceGoesUnnoticed() {
        made("rotated");
        String old = jwt("rotated");
        everywhere(old, 200);

        issuer.rotate();
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        suite.gateways().stream()
                                .allMatch(it -> chat(it, jwt("rotated"), "swift-8b") == 200));
        issuer.goAway(true);
        everywhere(jwt("rotated"), 200);
        everywhere(old, 200);
        issuer.goAway(false);
    }

    @Test
    void twoAgentsAreNotRecognisedByOneJwt() {
        made("first");
        Command second =
                suite.cli(
                        "token",
                        "create",
                        "--name",
                        "second",
                        "--jwt-issuer",
                        issuer.url(),
                        "--jwt-claim",
                        "sub=system:serviceaccount:search:first");
        assertThat(second.exitCode()).isNotZero();
        assertThat(second.err()).contains("first");
    }

    /// Prints nothing: there is no secret.
    private void made(String name, String... options) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "token",
                                "create",
                                "--name",
                                name,
                                "--jwt-issuer",
                                issuer.url(),
                                "--jwt-claim",
                                "sub=system:serviceaccount:search:" + name));
        line.addAll(List.of(options));
        assertThat(suite.cli(line.toArray(String[]::new)).succeeded()).isEmpty();
    }

    private String jwt(String account) {
        return issuer.jwt("spidergate", Map.of("sub", "system:serviceaccount:search:" + account));
    }

    private void everywhere(String jwt, int status) {
        everywhere(jwt, "swift-8b", status);
    }

    private void everywhere(String jwt, String model, int status) {
        everywhere(jwt, model, status, SOON);
    }

    private void everywhere(String jwt, String model, int status, Duration within) {
        for (URI gateway : suite.gateways()) {
            await().atMost(within)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> chat(gateway, jwt, model) == status);
        }
    }

    private static int chat(URI gateway, String token, String model) {
        return new GatewayHttp(gateway, token)
                .post("/v1/chat/completions", GatewayHttp.chat(model))
                .statusCode();
    }
}
