package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the operator does to a token is so on every gateway within a second.
@ExtendWith(RunningSuite.Extension.class)
class TokenLifeIT {

    private RunningSuite suite;

    @BeforeEach
    void connect(RunningSuite running) {
        suite = running;
    }

    @Test
    void aPausedTokenIsRefusedUntilItIsResumed() {
        String token = suite.newToken();
        everywhere(token, 200);

        suite.cli("token", "pause", ref(token)).succeeded();
        everywhere(token, 403);
        assertThat(suite.cli("token", "show", ref(token)).succeeded()).contains("paused");

        suite.cli("token", "resume", ref(token)).succeeded();
        everywhere(token, 200);
    }

    @Test
    void bothSecretsOfARotatedTokenWorkUntilTheGraceIsOver() {
        String first = suite.newToken();

        String second = suite.cli("token", "rotate", ref(first)).succeeded().strip();
        everywhere(second, 200);
        everywhere(first, 200);

        String third =
                suite.cli("token", "rotate", ref(first), "--grace", "0s").succeeded().strip();
        everywhere(third, 200);
        everywhere(second, 401);
        everywhere(first, 401);
    }

    @Test
    void aRaisedLimitCountsFromTheNextRequestOn() {
        String token = suite.newToken("--rpd", "1");
        URI gateway = suite.gateways().getFirst();
        assertThat(chat(gateway, token)).isEqualTo(200);
        assertThat(chat(gateway, token)).isEqualTo(429);

        suite.cli("token", "edit", ref(token), "--rpd", "1000").succeeded();

        everywhere(token, 200);
    }

    private void everywhere(String token, int status) {
        for (URI gateway : suite.gateways()) {
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> chat(gateway, token) == status);
        }
    }

    private static int chat(URI gateway, String token) {
        return new GatewayHttp(gateway, token)
                .post("/v1/chat/completions", GatewayHttp.chat("swift-8b"))
                .statusCode();
    }

    private static String ref(String token) {
        return token.split("_")[2];
    }
}
