package io.spidergate.router.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.DeploymentHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HealthTrackerTest {

    private static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");
    private static final DeploymentId A = new DeploymentId("dep_groq:default:a");
    private static final DeploymentId B = new DeploymentId("dep_groq:default:b");

    private static final String GATEWAY = "gw_1";

    private final HealthTracker tracker = new HealthTracker();

    @Test
    void coolsForAsLongAsTheUpstreamAsks() {
        tracker.learn(failed(A, FailureClass.RATE_LIMITED, 2_500L), T0, GATEWAY);

        assertThat(health(A, T0))
                .isEqualTo(DeploymentHealth.cooling(T0.plusMillis(2_500), "rate_limited", GATEWAY));
    }

    @Test
    void waitsFourTimesTheSameThenDoublesUpToFiveMinutes() {
        Instant at = T0;
        for (long seconds : new long[] {4, 4, 4, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            tracker.learn(failed(A, FailureClass.OVERLOADED, null), at, GATEWAY);
            assertThat(health(A, at).coolingUntil()).isEqualTo(at.plusSeconds(seconds));
            at = at.plusSeconds(seconds);
        }
    }

    @Test
    void theGatewayThatFailedLastTriesFirst() {
        tracker.learn(failed(A, FailureClass.OVERLOADED, null), T0, "gw_1");
        tracker.learn(failed(A, FailureClass.OVERLOADED, null), T0.plusSeconds(4), "gw_2");
        DeploymentHealth health = health(A, T0.plusSeconds(9));

        assertThat(health.isTriedByAnother("gw_1", T0.plusSeconds(9))).isTrue();
        assertThat(health.isTriedByAnother("gw_2", T0.plusSeconds(9))).isFalse();
        assertThat(health.isCoolingAt(T0.plusSeconds(9))).isFalse();
    }

    @Test
    void requestsThatWereInFlightTogetherCountAsOneFailedTry() {
        for (int i = 0; i < 50; i++) {
            tracker.learn(failed(A, FailureClass.SERVER_ERROR, null), T0.plusMillis(i), GATEWAY);
        }
        assertThat(health(A, T0).coolingUntil()).isEqualTo(T0.plusMillis(49).plusSeconds(4));
    }

    @Test
    void aDeadCredentialCoolsWhateverTheAccountServes() {
        tracker.learn(failed(A, FailureClass.CREDENTIAL_DEAD, null), T0, GATEWAY);

        assertThat(health(B, T0))
                .isEqualTo(
                        DeploymentHealth.cooling(
                                T0.plus(Duration.ofMinutes(10)), "credential_dead", GATEWAY));
        assertThat(tracker.report(T0).of(B, "groq", "other", false))
                .isEqualTo(DeploymentHealth.HEALTHY);
    }

    @Test
    void aModelThatIsGoneCoolsAloneForAnHour() {
        tracker.learn(failed(A, FailureClass.MODEL_GONE, null), T0, GATEWAY);

        assertThat(health(A, T0).coolingUntil()).isEqualTo(T0.plus(Duration.ofHours(1)));
        assertThat(health(B, T0)).isEqualTo(DeploymentHealth.HEALTHY);
    }

    @Test
    void theCallersFaultCoolsNobody() {
        for (FailureClass failure :
                new FailureClass[] {
                    FailureClass.BAD_REQUEST,
                    FailureClass.CONTEXT_TOO_LONG,
                    FailureClass.REQUEST_TOO_LARGE,
                    FailureClass.CALLER_LEFT,
                    FailureClass.MODEL_FAULT
                }) {
            assertThat(tracker.learn(failed(A, failure, 60_000L), T0, GATEWAY)).isFalse();
        }
        assertThat(health(A, T0)).isEqualTo(DeploymentHealth.HEALTHY);
    }

    @Test
    void isDegradedAfterItsCooldownUntilItSucceedsOrAnHourHasPassed() {
        tracker.learn(failed(A, FailureClass.TIMEOUT, null), T0, GATEWAY);
        Instant over = T0.plusSeconds(4).plus(DeploymentHealth.PROBE_PATIENCE);

        assertThat(health(A, over))
                .isEqualTo(
                        new DeploymentHealth(
                                DeploymentHealth.State.DEGRADED, null, "timeout", null));
        assertThat(health(A, over.plus(Duration.ofHours(1)))).isEqualTo(DeploymentHealth.HEALTHY);
    }

    @Test
    void aSuccessFromBeforeTheFailureProvesNothing() {
        tracker.learn(failed(A, FailureClass.TIMEOUT, null), T0, GATEWAY);

        assertThat(tracker.learn(succeeded(A), T0.minusSeconds(1), GATEWAY)).isFalse();
        assertThat(health(A, T0).state()).isEqualTo(DeploymentHealth.State.COOLING);
    }

    @Test
    void aReportSaysUntilWhenItHolds() {
        assertThat(tracker.report(T0).validUntil()).isEqualTo(Instant.MAX);
        tracker.learn(failed(A, FailureClass.TIMEOUT, null), T0, GATEWAY);
        assertThat(tracker.report(T0).validUntil())
                .isEqualTo(T0.plusSeconds(4).plus(DeploymentHealth.PROBE_PATIENCE));
    }

    @Test
    void moreFailuresNeverShortenACooldown() {
        qt().forAll(longs().all(), integers().between(1, 30))
                .check((seed, failures) -> {
                    Random random = new Random(seed);
                    HealthTracker any = new HealthTracker();
                    Instant at = T0;
                    Instant before = Instant.MIN;
                    for (int i = 0; i < failures; i++) {
                        at = at.plusMillis(random.nextInt(30_000));
                        any.learn(failed(A, anyFailure(random), anyHint(random)), at, GATEWAY);
                        Instant until = until(any, at);
                        if (until.isBefore(before) && before.isAfter(at)) {
                            return false;
                        }
                        before = until;
                    }
                    return true;
                });
    }

    @Test
    void aSuccessClearsWhateverWentBefore() {
        qt().forAll(longs().all(), integers().between(1, 30))
                .check((seed, failures) -> {
                    Random random = new Random(seed);
                    HealthTracker any = new HealthTracker();
                    for (int i = 0; i < failures; i++) {
                        any.learn(failed(A, anyFailure(random), anyHint(random)), T0, GATEWAY);
                    }
                    any.learn(succeeded(A), T0.plusMillis(1), GATEWAY);
                    return any.report(T0.plusMillis(1))
                            .of(A, "groq", "default", false)
                            .equals(DeploymentHealth.HEALTHY);
                });
    }

    private static Instant until(HealthTracker tracker, Instant at) {
        Instant until = tracker.report(at).of(A, "groq", "default", false).coolingUntil();
        return until == null ? Instant.MIN : until;
    }

    private static FailureClass anyFailure(Random random) {
        FailureClass[] all = FailureClass.values();
        return all[random.nextInt(all.length)];
    }

    private static Long anyHint(Random random) {
        return random.nextBoolean() ? null : random.nextLong(-1_000, 100_000_000);
    }

    private DeploymentHealth health(DeploymentId deployment, Instant now) {
        return tracker.report(now).of(deployment, "groq", "default", false);
    }

    private static AttemptRecord succeeded(DeploymentId deployment) {
        return attempt(deployment, null, null);
    }

    private static AttemptRecord failed(
            DeploymentId deployment, FailureClass failure, Long retryAfterMs) {
        return attempt(deployment, failure, retryAfterMs);
    }

    private static AttemptRecord attempt(
            DeploymentId deployment, FailureClass failure, Long retryAfterMs) {
        return new AttemptRecord(
                1,
                deployment,
                "groq",
                "default",
                null,
                "a",
                0,
                null,
                null,
                1,
                null,
                failure,
                null,
                retryAfterMs,
                new RequestEvent.Usage(0, 0, 0, RequestEvent.Evidence.NONE),
                new RequestEvent.Cost(0, RequestEvent.Basis.NONE),
                List.of(),
                null);
    }
}
