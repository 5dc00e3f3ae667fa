package io.spidergate.router.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.CapacityView;
import io.spidergate.contracts.routing.CapacityView.Verdict;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.traces.AttemptUse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CapacitiesTest {

    @Test
    void whatFittedIsHealthy() {
        CapacityView view = of(List.of("a"), use("a", 900, 900, 0, 0, 0));

        assertThat(view.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(view.suggestedKeys()).isNull();
        assertThat(view.dailyLimit()).isEqualTo(1_000);
        assertThat(view.peakDayAttempts()).isEqualTo(900);
    }

    @Test
    void whereQuotaWasMissingAsManyAccountsAreSuggestedAsWouldHaveServedAll() {
        assertThat(of(List.of("a"), use("a", 1_000, 1_000, 0, 0, 1_500)))
                .satisfies(view -> {
                    assertThat(view.verdict()).isEqualTo(Verdict.ADD_KEYS);
                    assertThat(view.suggestedKeys()).isEqualTo(2);
                    assertThat(view.reason()).contains("1500 requests passed over");
                });
        assertThat(of(List.of("a"), use("a", 1_000, 990, 10, 0, 0)).suggestedKeys()).isEqualTo(1);
    }

    @Test
    void aRequestThatTwoAccountsDidNotGetIsOne() {
        CapacityView view =
                of(
                        List.of("a", "b"),
                        use("a", 1_000, 1_000, 0, 0, 1_000),
                        use("b", 1_000, 1_000, 0, 0, 1_000));

        assertThat(view.suggestedKeys()).isEqualTo(1);
        assertThat(view.accounts()).isEqualTo(2);
    }

    @Test
    void keysOfWhatTurnedOutToBeOneAccountAreNoRemedy() {
        CapacityView view =
                Capacities.of(
                                Stream.of("a", "b").map(CapacitiesTest::deployment).toList(),
                                List.of(pool("a", null), pool("b", "pool_a")),
                                List.of(
                                        use("a", 500, 500, 0, 0, 700),
                                        use("b", 500, 500, 0, 0, 700)))
                        .getFirst();

        assertThat(view.verdict()).isEqualTo(Verdict.ACCOUNT_CAPPED);
        assertThat(view.suggestedKeys()).isNull();
        assertThat(view.dailyLimit()).isEqualTo(1_000);
    }

    @Test
    void errorsThatAreNotForWantOfQuotaCallForNoKey() {
        assertThat(of(List.of("a"), use("a", 100, 80, 1, 19, 0)).verdict())
                .isEqualTo(Verdict.NOT_QUOTA);
    }

    @Test
    void whatOneAccountCouldHaveDoneTwiceIsMoreThanNeeded() {
        assertThat(of(List.of("a", "b"), use("a", 300, 300, 0, 0, 0), use("b", 200, 200, 0, 0, 0)))
                .extracting(CapacityView::verdict)
                .isEqualTo(Verdict.OVER_PROVISIONED);
        assertThat(of(List.of("a", "b"), use("a", 400, 400, 0, 0, 0), use("b", 400, 400, 0, 0, 0)))
                .extracting(CapacityView::verdict)
                .isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void whatNobodyAskedCannotBeMeasuredAndWhatHasGoneIsStillTold() {
        assertThat(of(List.of("a")).verdict()).isEqualTo(Verdict.UNMEASURABLE);
        assertThat(Capacities.of(List.of(), List.of(), List.of(use("a", 5, 5, 0, 0, 0))))
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.verdict()).isEqualTo(Verdict.HEALTHY);
                    assertThat(view.dailyLimit()).isNull();
                    assertThat(view.accounts()).isZero();
                });
    }

    private static CapacityView of(List<String> accounts, AttemptUse... uses) {
        return Capacities.of(
                        accounts.stream().map(CapacitiesTest::deployment).toList(),
                        accounts.stream().map(account -> pool(account, null)).toList(),
                        List.of(uses))
                .getFirst();
    }

    private static AttemptUse use(
            String account, long attempts, long served, long refused, long failed, long passed) {
        return new AttemptUse(
                "groq", account, "m", attempts, served, refused, failed, passed, 0, attempts);
    }

    private static PoolView pool(String account, String sharesWith) {
        QuotaWindow day =
                new QuotaWindow(QuotaUnit.REQUESTS, 1_000, 86_400, QuotaReset.UTC_MIDNIGHT);
        WindowStanding standing =
                new WindowStanding(day, 1_000, 0, 0, null, LimitSource.PUBLISHED, null, 0.7);
        return new PoolView(
                new QuotaPool("pool_" + account, "groq", account, "m", false, List.of(day)),
                new PoolStanding(List.of(standing), null, null, 0),
                sharesWith);
    }

    private static DeploymentRoute deployment(String account) {
        return new DeploymentRoute(
                new DeploymentId("dep_groq:" + account + ":m"),
                "groq",
                account,
                "m",
                "m",
                Set.of(Capability.CHAT),
                0,
                0,
                null,
                null,
                true,
                false,
                null,
                null,
                "pool_" + account,
                true,
                null,
                10,
                List.of(new CredentialId("cred_" + account)),
                DeploymentHealth.HEALTHY);
    }
}
