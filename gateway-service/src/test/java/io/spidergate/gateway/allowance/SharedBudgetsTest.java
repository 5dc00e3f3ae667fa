package io.spidergate.gateway.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.contracts.billing.TokenBudget;
import io.spidergate.gateway.allowance.AllowanceDecision.BudgetExceeded;
import io.spidergate.gateway.allowance.AllowanceDecision.Taken;
import io.spidergate.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedBudgetsTest extends GatewaysOfOneAgent {

    private static final TokenBudget TEAM =
            new TokenBudget("bud_team", "team", false, false, 80, 1);
    private static final TokenBudget SOFT = new TokenBudget("bud_soft", "soft", true, false, 50, 1);
    private static final long DOLLAR = Money.ofUsd("1").nanoUsd();

    @Test
    void manyAgentsOverThreeGatewaysNeverPassTheirBudgetAndSpendItWhole() throws Exception {
        LedgerOwner owner = new LedgerOwner().budget("bud_team", DOLLAR, true, EXPIRY);
        for (int i = 0; i < 3; i++) {
            gateway(owner);
        }
        AtomicInteger admitted = new AtomicInteger();
        List<Future<?>> requests = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 600; i++) {
                GrantedAllowances gateway = gateways.get(i % 3);
                AgentToken token = agent("agent-" + i % 40, TEAM);
                requests.add(threads.submit(() -> spend(gateway, owner, token, admitted)));
            }
            for (Future<?> request : requests) {
                request.get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(owner.ledger())
                .isEqualTo(admitted.get() * CENT.nanoUsd())
                .isLessThanOrEqualTo(DOLLAR);
        await().atMost(EXPIRY.plusSeconds(3))
                .untilAsserted(() ->
                        assertThat(owner.available("bud_team")).isEqualTo(DOLLAR - owner.ledger()));
        // What slices kept apart at the end is there for whoever comes later.
        await().atMost(Duration.ofSeconds(10))
                .until(() -> {
                    spend(gateways.getFirst(), owner, agent("late", TEAM), admitted);
                    return owner.ledger() == DOLLAR;
                });
    }

    @Test
    void aRequestThatOneBudgetRefusesTakesFromNoneAndSaysWhich() {
        LedgerOwner owner =
                new LedgerOwner()
                        .limit(Counter.REQUESTS_PER_MINUTE, 10, true, EXPIRY)
                        .budget("bud_soft", DOLLAR, false, EXPIRY)
                        .budget("bud_team", 5, true, EXPIRY);
        AgentToken token =
                token("one", new AgentLimits(10L, null, null, false), 1, List.of(SOFT, TEAM));

        AllowanceDecision refused = take(gateway(owner), token, Money.ofNanoUsd(6));

        assertThat(refused)
                .isEqualTo(
                        new BudgetExceeded(
                                new AllowanceDecision.BudgetStanding(
                                        TEAM,
                                        Money.ZERO,
                                        Money.ofNanoUsd(5),
                                        LedgerOwner.WINDOW_END),
                                Money.ofNanoUsd(6)));
        await().untilAsserted(() -> {
            assertThat(owner.available(Counter.REQUESTS_PER_MINUTE)).isEqualTo(10);
            assertThat(owner.available("bud_soft")).isEqualTo(DOLLAR);
        });
    }

    @Test
    void eachBudgetIsReservedFromAndSettled() {
        LedgerOwner owner =
                new LedgerOwner()
                        .limit(Counter.BUDGET, DOLLAR, true, EXPIRY)
                        .budget("bud_soft", DOLLAR, false, EXPIRY)
                        .budget("bud_team", DOLLAR, true, EXPIRY);
        AgentToken token =
                token("one", new AgentLimits(null, null, DOLLAR, false), 1, List.of(SOFT, TEAM));

        Taken taken = (Taken) take(gateway(owner), token, CENT);

        assertThat(taken.reservation().budgetGrants()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aSoftBudgetLetsPassAndWarnsFromItsFirstPercentageOn() {
        LedgerOwner owner =
                new LedgerOwner().budget("bud_soft", 10 * CENT.nanoUsd(), false, EXPIRY);
        GrantedAllowances gateway = gateway(owner);
        AgentToken token = agent("one", SOFT);
        List<Boolean> warned = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Taken taken = (Taken) take(gateway, token, CENT);
            AllowanceDecision.BudgetStanding warning = taken.budgetWarning();
            warned.add(warning != null);
            assertThat(warning == null ? SOFT : warning.budget()).isEqualTo(SOFT);
            settle(owner, taken);
        }
        assertThat(warned).startsWith(false, false, false, false, true).endsWith(true, true);
    }

    @Test
    void aBudgetThatWasRaisedCountsWithTheNextRequest() {
        LedgerOwner owner = new LedgerOwner().budget("bud_team", CENT.nanoUsd(), true, EXPIRY);
        GrantedAllowances gateway = gateway(owner);
        settle(owner, (Taken) take(gateway, agent("one", TEAM), CENT));
        assertThat(take(gateway, agent("one", TEAM), CENT)).isInstanceOf(BudgetExceeded.class);

        owner.budget("bud_team", 10 * CENT.nanoUsd(), true, EXPIRY);
        TokenBudget raised = new TokenBudget("bud_team", "team", false, false, 80, 2);
        AgentToken next = token("one", AgentLimits.NONE, 2, List.of(raised));

        assertThat(take(gateway, next, CENT)).isInstanceOf(Taken.class);
        // A request that was admitted before carries the token as it was.
        assertThat(take(gateway, agent("one", TEAM), CENT)).isInstanceOf(Taken.class);
    }

    @Test
    void anIdleAgentHoldsNothingBackFromTheOthers() {
        LedgerOwner owner =
                new LedgerOwner().budget("bud_team", DOLLAR, true, Duration.ofMinutes(5));
        ((Taken) take(gateway(owner), agent("one", TEAM), CENT)).reservation().release();

        await().untilAsserted(() -> assertThat(owner.available("bud_team")).isEqualTo(DOLLAR));
    }

    private static AgentToken agent(String ref, TokenBudget budget) {
        return token(ref, AgentLimits.NONE, 1, List.of(budget));
    }

    private static void spend(
            GrantedAllowances gateway,
            LedgerOwner owner,
            AgentToken token,
            AtomicInteger admitted) {
        if (take(gateway, token, CENT) instanceof Taken taken) {
            admitted.incrementAndGet();
            settle(owner, taken);
        }
    }

    private static void settle(LedgerOwner owner, Taken taken) {
        taken.reservation().settle(CENT, 0);
        owner.post(
                taken.reservation().budgetGrants(),
                List.of("bud_team", "bud_soft"),
                CENT.nanoUsd());
    }
}
