package io.spidergate.gateway.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GrantedAllowancesTest extends GatewaysOfOneAgent {

    @Test
    void aTokenWithoutLimitsIsServedAtOnceAndNobodyIsAsked() {
        LedgerOwner owner = new LedgerOwner();

        AllowanceDecision decision = take(gateway(owner), token(AgentLimits.NONE, 1), CENT);

        assertThat(decision).isInstanceOf(AllowanceDecision.Taken.class);
        assertThat(owner.calls()).isZero();
    }

    @Test
    void fiveHundredParallelCentsOverThreeGatewaysNeverPassOneDollar() throws Exception {
        LedgerOwner owner =
                new LedgerOwner().limit(Counter.BUDGET, Money.ofUsd("1").nanoUsd(), true, EXPIRY);
        AgentToken token = token(new AgentLimits(null, null, Money.ofUsd("1").nanoUsd(), false), 1);
        for (int i = 0; i < 3; i++) {
            gateway(owner);
        }
        AtomicInteger admitted = new AtomicInteger();
        List<Future<?>> requests = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                GrantedAllowances gateway = gateways.get(i % 3);
                requests.add(threads.submit(() -> spend(gateway, owner, token, admitted)));
            }
            for (Future<?> request : requests) {
                request.get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(owner.ledger())
                .isEqualTo(admitted.get() * CENT.nanoUsd())
                .isLessThanOrEqualTo(Money.ofUsd("1").nanoUsd());
        await().atMost(EXPIRY.plusSeconds(3))
                .untilAsserted(() ->
                        assertThat(owner.available(Counter.BUDGET))
                                .isEqualTo(Money.ofUsd("1").nanoUsd() - owner.ledger()));
    }

    @Test
    void threeGatewaysAdmitWhatOneWould() {
        LedgerOwner owner =
                new LedgerOwner()
                        .limit(Counter.REQUESTS_PER_MINUTE, 600, true, Duration.ofSeconds(30));
        AgentToken token = token(new AgentLimits(600L, null, null, false), 1);
        for (int i = 0; i < 3; i++) {
            gateway(owner);
        }
        int admitted = 0;
        for (int i = 0; i < 3_000; i++) {
            AllowanceDecision decision = take(gateways.get(i % 3), token, Money.ZERO);
            admitted += decision instanceof AllowanceDecision.Taken ? 1 : 0;
        }
        assertThat(admitted).isBetween(594, 600);
        assertThat(owner.asks()).isLessThan(200);
    }

    @Test
    void moreForARequestIsNoSecondRequest() {
        LedgerOwner owner =
                new LedgerOwner()
                        .limit(Counter.REQUESTS_PER_MINUTE, 1, true, EXPIRY)
                        .limit(Counter.BUDGET, 2 * CENT.nanoUsd(), true, EXPIRY);
        AgentToken token = token(new AgentLimits(1L, null, 2 * CENT.nanoUsd(), false), 1);
        GrantedAllowances gateway = gateway(owner);

        assertThat(take(gateway, token, CENT)).isInstanceOf(AllowanceDecision.Taken.class);
        AllowanceDecision more = takeMore(gateway, token, CENT);
        assertThat(more).isInstanceOf(AllowanceDecision.Taken.class);
        assertThat(takeMore(gateway, token, CENT))
                .isInstanceOf(AllowanceDecision.BudgetExceeded.class);
        ((AllowanceDecision.Taken) more).reservation().release();
        assertThat(takeMore(gateway, token, CENT)).isInstanceOf(AllowanceDecision.Taken.class);
        assertThat(take(gateway, token, Money.ZERO))
                .isInstanceOf(AllowanceDecision.RateLimited.class);
    }

    @Test
    void aRequestThatIsRefusedByOneCounterTakesFromNone() {
        LedgerOwner owner =
                new LedgerOwner()
                        .limit(Counter.REQUESTS_PER_MINUTE, 10, true, EXPIRY)
                        .limit(Counter.BUDGET, 5, true, EXPIRY);
        AgentToken token = token(new AgentLimits(10L, null, 5L, false), 1);
        GrantedAllowances gateway = gateway(owner);

        AllowanceDecision refused = take(gateway, token, Money.ofNanoUsd(6));

        assertThat(refused)
                .isEqualTo(
                        new AllowanceDecision.BudgetExceeded(
                                new AllowanceDecision.BudgetStanding(
                                        null,
                                        Money.ZERO,
                                        Money.ofNanoUsd(5),
                                        LedgerOwner.WINDOW_END),
                                Money.ofNanoUsd(6)));
        await().untilAsserted(() ->
                assertThat(owner.available(Counter.REQUESTS_PER_MINUTE)).isEqualTo(10));
    }

    @Test
    void answersCarryTheStandingOfTheTightestRate() {
        LedgerOwner owner =
                new LedgerOwner()
                        .limit(Counter.REQUESTS_PER_MINUTE, 10, true, EXPIRY)
                        .limit(Counter.REQUESTS_PER_DAY, 4, true, EXPIRY);
        AgentToken token = token(new AgentLimits(10L, 4L, null, false), 1);
        GrantedAllowances gateway = gateway(owner);

        for (long left = 3; left >= 0; left--) {
            assertThat(((AllowanceDecision.Taken) take(gateway, token, Money.ZERO)).rates())
                    .isEqualTo(requests(4, left));
        }
        assertThat(take(gateway, token, Money.ZERO))
                .isEqualTo(
                        new AllowanceDecision.RateLimited(
                                Counter.REQUESTS_PER_DAY,
                                5,
                                4,
                                requests(4, 0),
                                LedgerOwner.WINDOW_END));
    }

    private static AllowanceDecision.Rates requests(long limit, long left) {
        return new AllowanceDecision.Rates(
                new AllowanceDecision.RateStanding(limit, left, LedgerOwner.WINDOW_END), null);
    }

    @Test
    void whatARequestHoldsStaysHeldForAsLongAsItRuns() {
        LedgerOwner owner = new LedgerOwner().limit(Counter.BUDGET, 100, true, EXPIRY);
        AgentToken token = token(new AgentLimits(null, null, 100L, false), 1);
        GrantedAllowances gateway = gateway(owner);
        Reservation running =
                ((AllowanceDecision.Taken) take(gateway, token, Money.ofNanoUsd(60))).reservation();

        await().during(EXPIRY.multipliedBy(2))
                .atMost(EXPIRY.multipliedBy(3))
                .until(() -> owner.available(Counter.BUDGET) <= 40);
        assertThat(owner.available(Counter.BUDGET)).isEqualTo(40);

        running.settle(Money.ofNanoUsd(50), 0);
        owner.post(running.budgetGrants().getFirst(), 50);
        await().untilAsserted(() -> assertThat(owner.available(Counter.BUDGET)).isEqualTo(50));
    }

    @Test
    void newLimitsHoldFromTheFirstRequestThatCarriesThem() {
        LedgerOwner owner = new LedgerOwner().limit(Counter.BUDGET, 10, true, EXPIRY);
        GrantedAllowances gateway = gateway(owner);
        AgentToken old = token(new AgentLimits(null, null, 10L, false), 1);
        assertThat(take(gateway, old, Money.ofNanoUsd(50)))
                .isInstanceOf(AllowanceDecision.BudgetExceeded.class);

        owner.limit(Counter.BUDGET, 100, true, EXPIRY);
        AgentToken raised = token(new AgentLimits(null, null, 100L, false), 2);

        assertThat(take(gateway, raised, Money.ofNanoUsd(50)))
                .isInstanceOf(AllowanceDecision.Taken.class);
        assertThat(take(gateway, old, Money.ofNanoUsd(50)))
                .isInstanceOf(AllowanceDecision.Taken.class);
    }

    private static Void spend(
            GrantedAllowances gateway,
            LedgerOwner owner,
            AgentToken token,
            AtomicInteger admitted) {
        if (take(gateway, token, CENT) instanceof AllowanceDecision.Taken taken) {
            admitted.incrementAndGet();
            taken.reservation().settle(CENT, 0);
            owner.post(taken.reservation().budgetGrants().getFirst(), CENT.nanoUsd());
        }
        return null;
    }
}
