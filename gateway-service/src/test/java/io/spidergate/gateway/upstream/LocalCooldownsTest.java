package io.spidergate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.DeploymentHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalCooldownsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final DeploymentId DEPLOYMENT = new DeploymentId("dep_a:default:m");
    private static final CredentialId CREDENTIAL = new CredentialId("cred_a");

    private final LocalCooldowns cooldowns = new LocalCooldowns("gw_1");

    @Test
    void coolsDownForAsLongAsTheUpstreamHints() {
        fail(FailureClass.RATE_LIMITED, Duration.ofSeconds(42));
        assertThat(cooldowns.cooling(DEPLOYMENT, NOW).until()).isEqualTo(NOW.plusSeconds(42));
        assertThat(cooldowns.cooling(DEPLOYMENT, NOW.plusSeconds(42))).isNull();
    }

    @Test
    void coolsDownLongerWithEachFailureInARow() {
        Instant at = NOW;
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            fail(FailureClass.SERVER_ERROR, null, at);
            assertThat(cooldowns.cooling(DEPLOYMENT, at).until())
                    .isEqualTo(at.plusSeconds(seconds));
            at = at.plusSeconds(seconds);
        }
    }

    @Test
    void anOverloadIsWaitedForFourTimesBeforeItIsWaitedForLonger() {
        Instant at = NOW;
        for (long seconds : new long[] {4, 4, 4, 4, 8, 16}) {
            fail(FailureClass.OVERLOADED, null, at);
            assertThat(cooldowns.cooling(DEPLOYMENT, at).until())
                    .isEqualTo(at.plusSeconds(seconds));
            at = at.plusSeconds(seconds);
        }
    }

    @Test
    void failuresOfCallsThatWereUnderWayCountOnce() {
        for (int i = 0; i < 20; i++) {
            fail(FailureClass.SERVER_ERROR, null, NOW.plusMillis(i));
        }
        assertThat(cooldowns.cooling(DEPLOYMENT, NOW).until())
                .isEqualTo(NOW.plusMillis(19).plusSeconds(1));
    }

    @Test
    void afterACooldownOneTriesForAll() {
        fail(FailureClass.SERVER_ERROR, null);
        Instant over = NOW.plusSeconds(1);
        assertThat(cooldowns.cooling(DEPLOYMENT, over)).isNull();

        assertThat(begins(over)).isTrue();
        assertThat(begins(over)).isFalse();
        assertThat(cooldowns.cooling(DEPLOYMENT, over).reason())
                .isEqualTo("one request tries whether it is back");

        cooldowns.succeeded(DEPLOYMENT, null);
        assertThat(begins(over)).isTrue();
        assertThat(begins(over)).isTrue();
    }

    @Test
    void aTryThatTeachesNothingLetsAnotherTry() {
        fail(FailureClass.SERVER_ERROR, null);
        Instant over = NOW.plusSeconds(1);
        assertThat(begins(over)).isTrue();

        cooldowns.ended(DEPLOYMENT);

        assertThat(begins(over)).isTrue();
        assertThat(begins(over.plusSeconds(29))).isFalse();
        assertThat(begins(over.plusSeconds(30))).isTrue();
    }

    @Test
    void whatTheRouterTellsOfIsTriedByOneToo() {
        DeploymentHealth health = DeploymentHealth.cooling(NOW, "overloaded", "gw_1");

        assertThat(cooldowns.begins(DEPLOYMENT, health, NOW)).isTrue();
        assertThat(cooldowns.begins(DEPLOYMENT, health, NOW)).isFalse();
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
        assertThat(cooldowns.isCooling(CREDENTIAL, DeploymentHealth.HEALTHY, NOW)).isTrue();
        DeploymentHealth reset =
                DeploymentHealth.HEALTHY.besides(NOW.plusSeconds(1), null, List.of());
        assertThat(cooldowns.isCooling(CREDENTIAL, reset, NOW.plusSeconds(2))).isFalse();
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

    private boolean begins(Instant now) {
        return cooldowns.begins(DEPLOYMENT, DeploymentHealth.HEALTHY, now);
    }

    private void fail(FailureClass kind, Duration hint) {
        fail(kind, hint, NOW);
    }

    private void fail(FailureClass kind, Duration hint, Instant now) {
        cooldowns.failed(DEPLOYMENT, CREDENTIAL, new UpstreamFailure(kind, 500, "x", hint), now);
    }
}
