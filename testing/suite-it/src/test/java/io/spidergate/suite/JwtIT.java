package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.fixtures.JwtIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A pod that holds no secret is served on every gateway by the JWT of its service account, and
/// what is done to its token holds for it within a second.
class JwtIT {

    private static final String ISSUERS = "SPIDERGATE_ADMISSION_JWT_ISSUERS__CLUSTER__";
    private static final Duration SOON = Duration.ofSeconds(1);

    private static JwtIssuer issuer;
    private static RunningSuite suite;

    @BeforeAll
    static void start() throws IOException {
        issuer = JwtIssuer.start();
        suite =
                RunningSuite.startAt(
                        Files.createTempDirectory("spidergate-jwt"),
                        Map.of(
                                ISSUERS + "URL",
                                issuer.url(),
                                ISSUERS + "AUDIENCE",
                                "spidergate",
                                ISSUERS + "JWKS_URL",
                                issuer.jwksUrl().toString(),
                                "SPIDERGATE_ADMISSION_JWT_REFRESH_PAUSE",
                                "1s"));
    }

    @AfterAll
    static void stop() {
        suite.close();
        issuer.close();
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
    private static void made(String name, String... options) {
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

    private static String jwt(String account) {
        return issuer.jwt("spidergate", Map.of("sub", "system:serviceaccount:search:" + account));
    }

    private static void everywhere(String jwt, int status) {
        everywhere(jwt, "swift-8b", status);
    }

    private static void everywhere(String jwt, String model, int status) {
        for (URI gateway : suite.gateways()) {
            await().atMost(SOON)
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
