package io.spidergate.router.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.DeploymentHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HealthTrackerTest {

    private static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");
    private static final DeploymentId A = new DeploymentId("dep_groq:default:a");
    private static final DeploymentId B = new DeploymentId("dep_groq:default:b");

    private static final DeploymentId C = new DeploymentId("dep_groq:default:c");
    private static final DeploymentId A_OTHER = new DeploymentId("dep_groq:other:a");
    private static final CredentialId KEY_1 = new CredentialId("cred_1");
    private static final CredentialId KEY_2 = new CredentialId("cred_2");

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
    void aDeadKeyWithoutANameCoolsWhateverTheAccountServes() {
        tracker.learn(failed(A, FailureClass.CREDENTIAL_DEAD, null), T0, GATEWAY);

        assertThat(health(B, T0))
                .isEqualTo(
                        DeploymentHealth.cooling(
                                T0.plus(Duration.ofMinutes(10)), "credential_dead", GATEWAY));
        assertThat(standing(tracker, B, "other", T0)).isEqualTo(DeploymentHealth.HEALTHY);
    }

    @Test
    void aDeadKeyLeavesItsSiblings() {
        tracker.learn(with(KEY_1, failed(A, FailureClass.CREDENTIAL_DEAD, null)), T0, GATEWAY);

        for (DeploymentId deployment : List.of(A, B)) {
            assertThat(keyed(deployment, T0))
                    .isEqualTo(DeploymentHealth.HEALTHY.besides(null, null, List.of(KEY_1)));
        }
    }

    @Test
    void whereAllKeysAreDeadTheOneThatIsTriedFirstSaysUntilWhen() {
        tracker.learn(with(KEY_1, failed(A, FailureClass.CREDENTIAL_DEAD, 90_000L)), T0, GATEWAY);
        tracker.learn(with(KEY_2, failed(A, FailureClass.CREDENTIAL_DEAD, null)), T0, GATEWAY);

        assertThat(keyed(B, T0))
                .isEqualTo(
                        DeploymentHealth.cooling(T0.plusSeconds(90), "credential_dead", GATEWAY)
                                .besides(null, null, List.of(KEY_1, KEY_2)));
    }

    @Test
    void aKeyThatMayNotUseAModelServesTheOthers() {
        tracker.learn(with(KEY_1, failed(A, FailureClass.ACCESS_DENIED, null)), T0, GATEWAY);

        assertThat(keyed(A, T0).coolingCredentials()).containsExactly(KEY_1);
        assertThat(keyed(B, T0).coolingCredentials()).isEmpty();
    }

    @Test
    void anOverloadedOrRetiredModelCoolsOnAllAccounts() {
        for (FailureClass failure : List.of(FailureClass.OVERLOADED, FailureClass.MODEL_GONE)) {
            HealthTracker any = new HealthTracker();
            any.learn(failed(A, failure, null), T0, GATEWAY);

            assertThat(standing(any, A_OTHER, "other", T0).state())
                    .isEqualTo(DeploymentHealth.State.COOLING);
            assertThat(standing(any, B, "default", T0)).isEqualTo(DeploymentHealth.HEALTHY);
        }
    }

    @Test
    void aProviderCoolsWhenASecondOfItsDeploymentsIsOutOfReach() {
        tracker.learn(failed(A, FailureClass.CONNECT_FAILED, null), T0, GATEWAY);
        assertThat(health(C, T0)).isEqualTo(DeploymentHealth.HEALTHY);
        tracker.learn(failed(A, FailureClass.CONNECT_FAILED, null), T0.plusSeconds(5), GATEWAY);
        assertThat(health(C, T0.plusSeconds(5)))
                .as("the same again")
                .isEqualTo(DeploymentHealth.HEALTHY);

        tracker.learn(failed(B, FailureClass.CONNECT_FAILED, null), T0.plusSeconds(6), GATEWAY);
        assertThat(health(C, T0.plusSeconds(6)))
                .isEqualTo(DeploymentHealth.cooling(T0.plusSeconds(10), "connect_failed", GATEWAY));

        tracker.learn(succeeded(C), T0.plusSeconds(11), GATEWAY);
        assertThat(health(C, T0.plusSeconds(11))).isEqualTo(DeploymentHealth.HEALTHY);
        tracker.learn(failed(A, FailureClass.CONNECT_FAILED, null), T0.plusSeconds(12), GATEWAY);
        assertThat(health(C, T0.plusSeconds(12)))
                .as("one accident after a success")
                .isEqualTo(DeploymentHealth.HEALTHY);
    }

    @Test
    void accidentsFarApartAreAccidents() {
        tracker.learn(failed(A, FailureClass.CONNECT_FAILED, null), T0, GATEWAY);
        tracker.learn(failed(B, FailureClass.CONNECT_FAILED, null), T0.plusSeconds(61), GATEWAY);

        assertThat(health(C, T0.plusSeconds(61))).isEqualTo(DeploymentHealth.HEALTHY);
    }

    @Test
    void whatWasLearntBeforeAResetIsForgottenAlsoWhenItIsReplayed() {
        AttemptRecord failure = failed(A, FailureClass.SERVER_ERROR, 900_000L);
        Resets resets = new Resets(Map.of("deployment " + A.value(), T0.plusSeconds(1)));
        tracker.learn(failure, T0, GATEWAY);
        assertThat(tracker.reset(resets)).isTrue();
        assertThat(health(A, T0.plusSeconds(2)))
                .isEqualTo(DeploymentHealth.HEALTHY.besides(T0.plusSeconds(1), null, List.of()));

        HealthTracker restarted = new HealthTracker();
        restarted.reset(resets);
        assertThat(restarted.learn(failure, T0, GATEWAY)).isFalse();
        assertThat(restarted.learn(failure, T0.plusSeconds(2), GATEWAY)).isTrue();
        assertThat(standing(restarted, A, "default", T0.plusSeconds(2)).coolingUntil())
                .isEqualTo(T0.plusSeconds(902));
    }

    @Test
    void tellsHowQuicklyADeploymentAnswersInSteps() {
        for (int i = 0; i < 4; i++) {
            tracker.learn(succeeded(A, 380), T0.plusSeconds(i), GATEWAY);
        }
        assertThat(health(A, T0).firstContentMs()).as("too few").isNull();

        tracker.learn(succeeded(A, 380), T0.plusSeconds(4), GATEWAY);
        assertThat(health(A, T0).firstContentMs()).isEqualTo(400);
        tracker.learn(succeeded(A, 390), T0.plusSeconds(5), GATEWAY);
        assertThat(health(A, T0).firstContentMs()).as("the same step").isEqualTo(400);
        for (int i = 0; i < 20; i++) {
            tracker.learn(succeeded(A, 2_000), T0.plusSeconds(6), GATEWAY);
        }
        assertThat(health(A, T0).firstContentMs()).isEqualTo(2_263);
        assertThat(health(A, T0.plusSeconds(7).plus(HealthReport.MEMORY)).firstContentMs())
                .as("an hour ago")
                .isNull();
    }

    @Test
    void whatFailsOftenIsUsedAfterOthersAlsoWhileItSucceeds() {
        for (int i = 0; i < 6; i++) {
            tracker.learn(failed(A, FailureClass.SERVER_ERROR, null), T0, GATEWAY);
            tracker.learn(succeeded(A, 100), T0.plusMillis(1), GATEWAY);
        }
        assertThat(health(A, T0.plusMillis(1)).state()).isEqualTo(DeploymentHealth.State.DEGRADED);
        assertThat(health(A, T0.plusMillis(1)).reason()).isEqualTo("fails often");
        for (int i = 0; i < 5; i++) {
            tracker.learn(succeeded(A, 100), T0.plusMillis(2), GATEWAY);
        }
        assertThat(health(A, T0.plusMillis(2)).state()).isEqualTo(DeploymentHealth.State.HEALTHY);
    }

    @Test
    void theCallersFaultSaysNothingOfPace() {
        for (int i = 0; i < 9; i++) {
            tracker.learn(failed(A, FailureClass.BAD_REQUEST, null), T0, GATEWAY);
        }
        assertThat(health(A, T0)).isEqualTo(DeploymentHealth.HEALTHY);
    }

    private static AttemptRecord succeeded(DeploymentId deployment, long afterMs) {
        AttemptRecord attempt = succeeded(deployment);
        return new AttemptRecord(
                attempt.number(),
                attempt.deployment(),
                attempt.provider(),
                attempt.account(),
                attempt.credential(),
                attempt.upstreamModel(),
                1_000,
                null,
                1_000 + 1_000 * afterMs,
                9_000_000,
                attempt.httpStatus(),
                attempt.failureClass(),
                attempt.failureMessage(),
                attempt.retryAfterMs(),
                attempt.usage(),
                attempt.cost(),
                attempt.notes(),
                attempt.seam());
    }

    @Test
    void oneResetForAll() {
        tracker.learn(failed(A, FailureClass.SERVER_ERROR, null), T0, GATEWAY);
        tracker.learn(failed(B, FailureClass.MONEY_EXHAUSTED, null), T0, GATEWAY);
        tracker.reset(new Resets(Map.of(Resets.ALL, T0)));

        assertThat(tracker.report(T0).troubles()).isEmpty();
        assertThat(health(B, T0).counts(T0)).isFalse();
        assertThat(health(B, T0).counts(T0.plusMillis(1))).isTrue();
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

        assertThat(health(A, over)).isEqualTo(DeploymentHealth.degraded("timeout"));
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
                    return standing(any, A, "default", T0.plusMillis(1)).state()
                            != DeploymentHealth.State.COOLING;
                });
    }

    private static Instant until(HealthTracker tracker, Instant at) {
        Instant until = standing(tracker, A, "default", at).coolingUntil();
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
        return standing(tracker, deployment, "default", now);
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
                model(deployment),
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

    private DeploymentHealth keyed(DeploymentId deployment, Instant now) {
        return tracker.report(now).of(subject(deployment, "default", List.of(KEY_1, KEY_2)));
    }

    private static DeploymentHealth standing(
            HealthTracker tracker, DeploymentId deployment, String account, Instant now) {
        return tracker.report(now).of(subject(deployment, account, List.of()));
    }

    private static HealthReport.Subject subject(
            DeploymentId deployment, String account, List<CredentialId> credentials) {
        return new HealthReport.Subject(
                deployment, "groq", account, model(deployment), credentials, false);
    }

    private static String model(DeploymentId deployment) {
        return deployment.value().substring(deployment.value().lastIndexOf(':') + 1);
    }

    private static AttemptRecord with(CredentialId credential, AttemptRecord attempt) {
        return new AttemptRecord(
                attempt.number(),
                attempt.deployment(),
                attempt.provider(),
                attempt.account(),
                credential,
                attempt.upstreamModel(),
                attempt.startedUs(),
                attempt.headersUs(),
                attempt.firstContentUs(),
                attempt.endedUs(),
                attempt.httpStatus(),
                attempt.failureClass(),
                attempt.failureMessage(),
                attempt.retryAfterMs(),
                attempt.usage(),
                attempt.cost(),
                attempt.notes(),
                attempt.seam());
    }
}
