package io.spidergate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalCooldownsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final DeploymentId DEPLOYMENT = new DeploymentId("dep_a:default:m");
    private static final CredentialId CREDENTIAL = new CredentialId("cred_a");

    private final LocalCooldowns cooldowns = new LocalCooldowns();

    @Test
    void coolsDownForAsLongAsTheUpstreamHints() {
        fail(FailureClass.RATE_LIMITED, Duration.ofSeconds(42));
        assertThat(cooldowns.cooling(DEPLOYMENT, NOW).until()).isEqualTo(NOW.plusSeconds(42));
        assertThat(cooldowns.cooling(DEPLOYMENT, NOW.plusSeconds(42))).isNull();
    }

    @Test
    void coolsDownLongerWithEachFailureInARow() {
        Instant earlier = NOW;
        for (int row = 0; row < 12; row++) {
            fail(FailureClass.SERVER_ERROR, null);
            Instant until = cooldowns.cooling(DEPLOYMENT, NOW).until();
            assertThat(until).isAfterOrEqualTo(earlier);
            earlier = until;
        }
        assertThat(earlier).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aShorterHintNeverShortensACooldown() {
        fail(FailureClass.RATE_LIMITED, Duration.ofSeconds(60));
        fail(FailureClass.RATE_LIMITED, Duration.ofSeconds(1));
        assertThat(cooldowns.cooling(DEPLOYMENT, NOW).until()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aSuccessEndsIt() {
        fail(FailureClass.SERVER_ERROR, null);
        cooldowns.succeeded(DEPLOYMENT, CREDENTIAL);
        assertThat(cooldowns.cooling(DEPLOYMENT, NOW)).isNull();
    }

    @Test
    void aDeadCredentialLeavesItsDeploymentToOthers() {
        fail(FailureClass.CREDENTIAL_DEAD, null);
        assertThat(cooldowns.cooling(DEPLOYMENT, NOW)).isNull();
        assertThat(cooldowns.isCooling(CREDENTIAL, NOW)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "BAD_REQUEST",
                "CONTEXT_TOO_LONG",
                "REQUEST_TOO_LARGE",
                "MODEL_FAULT",
                "CALLER_LEFT"
            })
    void whatTheRequestCausedCoolsNobodyDown(FailureClass kind) {
        fail(kind, Duration.ofSeconds(5));
        assertThat(cooldowns.cooling(DEPLOYMENT, NOW)).isNull();
    }

    private void fail(FailureClass kind, Duration hint) {
        cooldowns.failed(DEPLOYMENT, CREDENTIAL, new UpstreamFailure(kind, 500, "x", hint), NOW);
    }
}
