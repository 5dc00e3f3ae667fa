package io.spidergate.gateway.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.money.Money;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What holds while billing does not answer, and what a gateway tells it before it goes.
class BillingAwayTest extends GatewaysOfOneAgent {

    @Test
    void withBillingAwayAnAgentGoesOnWithinWhatIsHeldAndIsThenUnavailable() {
        LedgerOwner owner =
                new LedgerOwner().limit(Counter.BUDGET, 1_000, true, Duration.ofSeconds(30));
        AgentToken token = token(new AgentLimits(null, null, 1_000L, false), 1);
        GrantedAllowances gateway = gateway(owner);
        take(gateway, token, Money.ofNanoUsd(10));
        owner.away(true);

        int served = 0;
        AllowanceDecision last = take(gateway, token, Money.ofNanoUsd(10));
        while (last instanceof AllowanceDecision.Taken) {
            served++;
            last = take(gateway, token, Money.ofNanoUsd(10));
        }

        assertThat(served).isBetween(1, 10);
        assertThat(last).isInstanceOf(AllowanceDecision.Unavailable.class);
        owner.away(false);
        await().untilAsserted(() ->
                assertThat(take(gateway, token, Money.ofNanoUsd(10)))
                        .isInstanceOf(AllowanceDecision.Taken.class));
    }

    @Test
    void aSoftBudgetWarnsAndPassesEvenWithBillingAway() {
        LedgerOwner owner = new LedgerOwner().limit(Counter.BUDGET, 10, false, EXPIRY);
        AgentToken token = token(new AgentLimits(null, null, 10L, true), 1);
        GrantedAllowances gateway = gateway(owner);

        assertThat(
                        ((AllowanceDecision.Taken) take(gateway, token, Money.ofNanoUsd(4)))
                                .budgetWarning())
                .isNull();
        assertThat(
                        ((AllowanceDecision.Taken) take(gateway, token, Money.ofNanoUsd(40)))
                                .budgetWarning())
                .isEqualTo(
                        new AllowanceDecision.BudgetStanding(
                                null,
                                Money.ofNanoUsd(44),
                                Money.ofNanoUsd(10),
                                LedgerOwner.WINDOW_END));
        owner.away(true);
        assertThat(take(gateway, token, Money.ofNanoUsd(10_000)))
                .isInstanceOf(AllowanceDecision.Taken.class);
    }

    @Test
    void stoppingGivesBackWhatIsUnused() {
        LedgerOwner owner =
                new LedgerOwner().limit(Counter.BUDGET, 100, true, Duration.ofSeconds(60));
        AgentToken token = token(new AgentLimits(null, null, 100L, false), 1);
        GrantedAllowances gateway = gateway(owner);
        ((AllowanceDecision.Taken) take(gateway, token, Money.ofNanoUsd(10)))
                .reservation()
                .release();

        gateway.stop();

        assertThat(owner.available(Counter.BUDGET)).isEqualTo(100);
    }
}
