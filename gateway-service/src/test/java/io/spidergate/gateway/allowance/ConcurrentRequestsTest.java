package io.spidergate.gateway.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.gateway.allowance.AllowanceDecision.RateLimited;
import io.spidergate.gateway.allowance.AllowanceDecision.Taken;
import io.spidergate.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Requests at a time: a place is free again when its request ends, wherever it ran.
class ConcurrentRequestsTest extends GatewaysOfOneAgent {

    private final List<Reservation> running = new ArrayList<>();

    @Test
    void threeGatewaysRunWhatOneWould() {
        LedgerOwner owner = places(12);
        AgentToken token = token(atATime(12), 1);
        for (int i = 0; i < 3; i++) {
            gateway(owner);
        }
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    gateways.forEach(gateway -> run(gateway, token));
                    return running.size() == 12;
                });
        for (GrantedAllowances gateway : gateways) {
            assertThat(take(gateway, token, Money.ZERO))
                    .isInstanceOfSatisfying(
                            RateLimited.class,
                            limited -> {
                                assertThat(limited.used()).isEqualTo(13);
                                assertThat(limited.limit()).isEqualTo(12);
                            });
        }
    }

    @Test
    void anEndedRequestsPlaceServesAnotherGateway() {
        LedgerOwner owner = places(2);
        AgentToken token = token(atATime(2), 1);
        GrantedAllowances one = gateway(owner);
        GrantedAllowances other = gateway(owner);
        await().until(() -> run(one, token) && running.size() == 2);
        assertThat(take(other, token, Money.ZERO)).isInstanceOf(RateLimited.class);

        running.getFirst().settle(Money.ZERO, 0);

        await().atMost(Duration.ofSeconds(2)).until(() -> run(other, token));
        assertThat(take(one, token, Money.ZERO)).isInstanceOf(RateLimited.class);
    }

    @Test
    void whatADeadGatewayRanIsFreeAfterOneExpiry() {
        LedgerOwner owner = places(1);
        AgentToken token = token(atATime(1), 1);
        assertThat(run(neverHeardOfAgain(owner), token)).isTrue();
        GrantedAllowances living = gateway(owner);
        assertThat(take(living, token, Money.ZERO)).isInstanceOf(RateLimited.class);

        await().atMost(EXPIRY.multipliedBy(3)).until(() -> run(living, token));
    }

    @Test
    void aPlaceIsHeldForAsLongAsItsRequestRuns() {
        LedgerOwner owner = places(1);
        AgentToken token = token(atATime(1), 1);
        GrantedAllowances gateway = gateway(owner);
        GrantedAllowances other = gateway(owner);
        assertThat(run(gateway, token)).isTrue();

        await().during(EXPIRY.multipliedBy(2))
                .atMost(EXPIRY.multipliedBy(3))
                .until(() -> take(other, token, Money.ZERO) instanceof RateLimited);
        running.getFirst().release();
        await().untilAsserted(() ->
                assertThat(owner.available(Counter.CONCURRENT_REQUESTS)).isEqualTo(1));
    }

    private boolean run(GrantedAllowances gateway, AgentToken token) {
        if (take(gateway, token, Money.ZERO) instanceof Taken taken) {
            running.add(taken.reservation());
            assertThat(running).hasSizeLessThanOrEqualTo(12);
            return true;
        }
        return false;
    }

    private static GrantedAllowances neverHeardOfAgain(LedgerOwner owner) {
        return new GrantedAllowances(
                owner, new Settings(), "gw_dead", Clock.systemUTC(), System::nanoTime);
    }

    private static LedgerOwner places(int limit) {
        return new LedgerOwner().limit(Counter.CONCURRENT_REQUESTS, limit, true, EXPIRY);
    }

    private static AgentLimits atATime(long limit) {
        return new AgentLimits(null, null, null, null, limit, null, false);
    }
}
