package io.spidergate.gateway.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.gateway.allowance.AllowanceDecision.RateLimited;
import io.spidergate.gateway.allowance.AllowanceDecision.Taken;
import io.spidergate.gateway.allowance.AllowanceDecision.TooLarge;
import io.spidergate.money.Money;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Tokens a minute: set aside before a request, settled after it.
class TokenRatesTest extends GatewaysOfOneAgent {

    @Test
    void threeGatewaysUseWhatOneWouldThoughEachRequestSetsMoreAside() {
        LedgerOwner owner =
                new LedgerOwner()
                        .limit(Counter.TOKENS_PER_MINUTE, 100_000, true, Duration.ofSeconds(30));
        AgentToken token = token(tokensPerMinute(100_000), 1);
        for (int i = 0; i < 3; i++) {
            gateway(owner);
        }
        long used = 0;
        for (int i = 0; i < 1_200; i++) {
            if (take(gateways.get(i % 3), token, capped(400)) instanceof Taken taken) {
                taken.reservation().settle(Money.ZERO, 100);
                used += 100;
            }
        }
        assertThat(used).isBetween(99_000L, 100_000L);
    }

    @Test
    void whatARequestUsesBeyondWhatItSetAsideCountsOnEveryGateway() {
        LedgerOwner owner = new LedgerOwner().limit(Counter.TOKENS_PER_MINUTE, 100, true, EXPIRY);
        AgentToken token = token(tokensPerMinute(100), 1);
        GrantedAllowances one = gateway(owner);
        GrantedAllowances other = gateway(owner);

        ((Taken) take(one, token, capped(10))).reservation().settle(Money.ZERO, 95);

        await().untilAsserted(
                        () -> assertThat(owner.available(Counter.TOKENS_PER_MINUTE)).isEqualTo(5));
        assertThat(take(other, token, capped(6))).isInstanceOf(RateLimited.class);
        assertThat(take(other, token, capped(5))).isInstanceOf(Taken.class);
    }

    @Test
    void whatNoWindowHoldsIsTooLargeAndWhatRunsMayBringSomeBackSoon() {
        LedgerOwner owner = new LedgerOwner().limit(Counter.TOKENS_PER_MINUTE, 100, true, EXPIRY);
        AgentToken token = token(tokensPerMinute(100), 1);
        GrantedAllowances gateway = gateway(owner);

        assertThat(take(gateway, token, capped(101)))
                .isEqualTo(new TooLarge(Counter.TOKENS_PER_MINUTE, 101, 100));
        Taken whole = (Taken) take(gateway, token, capped(100));
        assertThat(take(gateway, token, capped(20)))
                .isInstanceOfSatisfying(
                        RateLimited.class,
                        limited -> assertThat(limited.retryAt()).isBefore(LedgerOwner.WINDOW_END));
        whole.reservation().settle(Money.ZERO, 60);
        assertThat(take(gateway, token, capped(20))).isInstanceOf(Taken.class);
    }

    @Test
    void answersOfNoNamedLengthGoOnUntilTheLimitIsUsedUp() {
        LedgerOwner owner = new LedgerOwner().limit(Counter.TOKENS_PER_MINUTE, 2_000, true, EXPIRY);
        AgentToken token = token(tokensPerMinute(2_000), 1);
        gateway(owner);
        gateway(owner);
        Estimate open = new Estimate(Money.ZERO, 4_096, 20);
        int used = 0;
        for (int i = 0; i < 60; i++) {
            if (take(gateways.get(i % 2), token, open) instanceof Taken taken) {
                taken.reservation().settle(Money.ZERO, 100);
                used += 100;
            }
        }
        // less than a prompt is left, or the last answer was longer than what was left
        assertThat(used).isBetween(2_000 - 20, 2_000 + 100);
    }

    @Test
    void aRequestThatWasNeverSentUsesNothing() {
        LedgerOwner owner = new LedgerOwner().limit(Counter.TOKENS_PER_MINUTE, 100, true, EXPIRY);
        AgentToken token = token(tokensPerMinute(100), 1);

        ((Taken) take(gateway(owner), token, capped(100))).reservation().release();

        await().untilAsserted(() ->
                assertThat(owner.available(Counter.TOKENS_PER_MINUTE)).isEqualTo(100));
    }

    @Test
    void answersTellTokensAndRequestsApart() {
        LedgerOwner owner =
                new LedgerOwner()
                        .limit(Counter.REQUESTS_PER_DAY, 10, true, EXPIRY)
                        .limit(Counter.TOKENS_PER_MINUTE, 100, true, EXPIRY);
        AgentToken token = token(new AgentLimits(null, 10L, 100L, null, null, null, false), 1);
        GrantedAllowances gateway = gateway(owner);

        assertThat(((Taken) take(gateway, token, capped(30))).rates())
                .isEqualTo(
                        new AllowanceDecision.Rates(
                                new AllowanceDecision.RateStanding(10, 9, LedgerOwner.WINDOW_END),
                                new AllowanceDecision.RateStanding(
                                        100, 70, LedgerOwner.WINDOW_END)));
        assertThat(take(gateway, token, capped(90)))
                .isInstanceOfSatisfying(
                        RateLimited.class,
                        limited -> {
                            assertThat(limited.counter()).isEqualTo(Counter.TOKENS_PER_MINUTE);
                            assertThat(limited.rates().requests().limit()).isEqualTo(10);
                            assertThat(limited.rates().tokens().limit()).isEqualTo(100);
                        });
    }

    private static Estimate capped(long tokens) {
        return new Estimate(Money.ZERO, tokens, tokens);
    }

    private static AgentLimits tokensPerMinute(long limit) {
        return new AgentLimits(null, null, limit, null, null, null, false);
    }
}
