package io.spidergate.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.routing.Quotas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Gateways spend providers' quotas without asking for each call, and never more than there is.
class PoolQuotasTest {

    private static final QuotaWindow THIRTY =
            new QuotaWindow(QuotaUnit.REQUESTS, 30, 60, QuotaReset.ROLLING);
    private static final QuotaWindow TOKENS =
            new QuotaWindow(QuotaUnit.TOKENS, 1_000, 60, QuotaReset.ROLLING);

    private final DeskInMemory desk = new DeskInMemory();
    private final List<PoolQuotas> gateways = new ArrayList<>();

    @AfterEach
    void stop() {
        gateways.forEach(PoolQuotas::stop);
    }

    @Test
    void twoGatewaysTogetherUseAllOfItAndNoMore() {
        QuotaPool pool = pool(THIRTY);
        PoolQuotas one = gateway();
        PoolQuotas other = gateway();

        int taken = 0;
        for (int i = 0; i < 40; i++) {
            taken += taken(i % 2 == 0 ? one : other, pool, 10) ? 1 : 0;
        }

        // Near the end each asks for itself, and keeps nothing that the other would miss.
        assertThat(taken).isBetween(26, 30);
        int sum = taken;
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(used(pool, QuotaUnit.REQUESTS)).isEqualTo(sum));
        await().atMost(Duration.ofSeconds(5)).until(() -> !taken(one, pool, 10));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(used(pool, QuotaUnit.REQUESTS)).isEqualTo(30));
    }

    @Test
    void thePlanSaysWhatAPoolIsShortOf() {
        QuotaPool pool = pool(new QuotaWindow(QuotaUnit.REQUESTS, 2, 60, QuotaReset.ROLLING));
        PoolQuotas gateway = gateway();
        take(gateway, pool, 10);
        take(gateway, pool, 10);
        QuotaDecision denied = take(gateway, pool, 10);

        assertThat(denied).isInstanceOf(QuotaDecision.Denied.class);
        Quotas.Shortage shortage = gateway.shortage(pool, 10, Instant.now());
        assertThat(shortage.until())
                .isBetween(Instant.now().plusSeconds(50), Instant.now().plusSeconds(62));
        assertThat(shortage.detail()).isEqualTo("2 of 2 requests a minute used or set aside");
    }

    @Test
    void whatNeverFitsIsSaidBeforeAnybodyIsAsked() {
        QuotaPool pool = pool(THIRTY, TOKENS);
        PoolQuotas gateway = gateway();

        QuotaDecision denied = take(gateway, pool, 1_001);

        assertThat(denied)
                .isEqualTo(
                        new QuotaDecision.Denied(
                                new Quotas.Shortage(
                                        null, "1001 tokens needed, at most 1000 a minute")));
    }

    @Test
    void tokensThatWereNotNeededAreFreeAgain() {
        QuotaPool pool = pool(THIRTY, TOKENS);
        PoolQuotas gateway = gateway();
        QuotaUse use = ((QuotaDecision.Taken) take(gateway, pool, 900)).use();
        assertThat(take(gateway, pool, 200)).isInstanceOf(QuotaDecision.Denied.class);

        use.served(100, 0);

        await().atMost(Duration.ofSeconds(5)).until(() -> taken(gateway, pool, 800));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(used(pool, QuotaUnit.TOKENS)).isEqualTo(900));
    }

    @Test
    void whatWasNeverSentCountsNot() {
        QuotaPool pool = pool(new QuotaWindow(QuotaUnit.REQUESTS, 1, 60, QuotaReset.ROLLING));
        PoolQuotas gateway = gateway();
        QuotaUse use = ((QuotaDecision.Taken) take(gateway, pool, 10)).use();

        use.unsent();
        use.unsent();

        await().atMost(Duration.ofSeconds(5)).until(() -> taken(gateway, pool, 10));
        assertThat(taken(gateway, pool, 10)).isFalse();
    }

    @Test
    void atTheSameTimeMeansUntilTheEnd() {
        QuotaPool pool = pool(new QuotaWindow(QuotaUnit.CONCURRENT, 2, 0, QuotaReset.NEVER));
        PoolQuotas gateway = gateway();
        QuotaUse first = ((QuotaDecision.Taken) take(gateway, pool, 10)).use();
        assertThat(taken(gateway, pool, 10)).isTrue();
        assertThat(taken(gateway, pool, 10)).isFalse();

        first.failed(0, 0);

        await().atMost(Duration.ofSeconds(5)).until(() -> taken(gateway, pool, 10));
    }

    @Test
    void aRefusalReachesTheOtherGatewayWithinASecond() {
        QuotaPool pool = pool(THIRTY);
        PoolQuotas one = gateway();
        PoolQuotas other = gateway();
        assertThat(taken(other, pool, 10)).isTrue();
        QuotaUse refused = ((QuotaDecision.Taken) take(one, pool, 10)).use();

        refused.refused(Duration.ofSeconds(20), false);

        assertThat(taken(one, pool, 10)).isFalse();
        await().atMost(Duration.ofSeconds(1)).until(() -> !taken(other, pool, 10));
        assertThat(other.shortage(pool, 10, Instant.now()).until())
                .isBetween(Instant.now().plusSeconds(15), Instant.now().plusSeconds(21));
    }

    @Test
    void headersTeachTheOtherGatewayToo() {
        QuotaPool pool = pool(THIRTY);
        PoolQuotas one = gateway();
        PoolQuotas other = gateway();
        QuotaUse use = ((QuotaDecision.Taken) take(one, pool, 10)).use();

        use.told(
                List.of(new RateHeader(QuotaUnit.REQUESTS, 60, "limit", "left", null)),
                Map.of("limit", "12", "left", "0")::get);
        use.served(10, 0);

        await().atMost(Duration.ofSeconds(5)).until(() -> !taken(other, pool, 10));
        assertThat(desk.standing(pool.id()).windows())
                .singleElement()
                .satisfies(window -> assertThat(window.limit()).isEqualTo(12));
    }

    @Test
    void aPlansGaugeClosesItForTheOtherGatewayTooAndLeavesTheRestToItsOwner() {
        QuotaPool pool =
                pool(new QuotaWindow(QuotaUnit.PERCENT, 90, 18_000, QuotaReset.TOLD), THIRTY);
        PoolQuotas one = gateway();
        PoolQuotas other = gateway();
        QuotaUse use = ((QuotaDecision.Taken) take(one, pool, 10)).use();
        assertThat(taken(other, pool, 10)).isTrue();

        use.told(
                List.of(new RateHeader(QuotaUnit.PERCENT, 18_000, null, null, "used", "reset")),
                Map.of("used", "89.3", "reset", "900")::get);
        use.served(10, 0);

        assertThat(one.shortage(pool, 10, Instant.now())).as("at once").isNotNull();
        await().atMost(Duration.ofSeconds(5)).until(() -> !taken(other, pool, 10));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    Quotas.Shortage shortage = one.shortage(pool, 10, Instant.now());
                    assertThat(shortage.detail()).startsWith("90 % of the plan's 5 hours are used");
                    assertThat(shortage.until())
                            .isBetween(
                                    Instant.now().plusSeconds(880), Instant.now().plusSeconds(901));
                });
    }

    @Test
    void withoutTheRouterCallsGoOnWithinThePartOfThisGateway() {
        QuotaPool pool = pool(new QuotaWindow(QuotaUnit.REQUESTS, 10, 60, QuotaReset.ROLLING));
        PoolQuotas gateway = gateway();
        assertThat(taken(gateway, pool, 10)).isTrue();
        desk.away(true);

        int taken = 1;
        while (taken < 20 && taken(gateway, pool, 10)) {
            taken++;
        }

        assertThat(taken).isBetween(9, 14);
        desk.away(false);
        int sum = taken;
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(used(pool, QuotaUnit.REQUESTS)).isEqualTo(sum));
    }

    @Test
    void usesStillCountAfterTheTermsHaveChanged() {
        QuotaPool before = pool(THIRTY);
        PoolQuotas gateway = gateway();
        for (int i = 0; i < 3; i++) {
            assertThat(taken(gateway, before, 10)).isTrue();
            int told = i + 1;
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(used(before, QuotaUnit.REQUESTS)).isEqualTo(told));
        }
        QuotaPool after =
                new QuotaPool(
                        before.id(), "groq", "default", null, true, List.of(THIRTY.withLimit(20)));

        assertThat(taken(gateway, after, 10)).isTrue();

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(used(after, QuotaUnit.REQUESTS)).isEqualTo(4));
    }

    @Test
    void aPoolThatTheRouterDoesNotKnowIsNoWall() {
        QuotaPool stranger =
                new QuotaPool("pool_stranger", "groq", "default", null, false, List.of(THIRTY));

        assertThat(taken(gateway(), stranger, 10)).isTrue();
    }

    @Test
    void aBusyGatewayAsksSeldom() {
        QuotaPool pool = pool(new QuotaWindow(QuotaUnit.REQUESTS, 100_000, 60, QuotaReset.ROLLING));
        PoolQuotas gateway = gateway();
        for (int i = 0; i < 5_000; i++) {
            assertThat(taken(gateway, pool, 10)).isTrue();
        }

        assertThat(desk.calls()).isLessThan(1_000);
    }

    private PoolQuotas gateway() {
        PoolQuotas gateway =
                new PoolQuotas(
                        desk,
                        new Settings(),
                        "gw_" + gateways.size(),
                        Clock.systemUTC(),
                        System::nanoTime);
        gateway.start();
        gateways.add(gateway);
        return gateway;
    }

    private QuotaPool pool(QuotaWindow... windows) {
        QuotaPool pool =
                new QuotaPool("pool_groq", "groq", "default", null, false, List.of(windows));
        desk.knows(pool);
        return pool;
    }

    private long used(QuotaPool pool, QuotaUnit unit) {
        return desk.standing(pool.id()).windows().stream()
                .filter(window -> window.window().unit() == unit)
                .mapToLong(WindowStanding::used)
                .findFirst()
                .orElseThrow();
    }

    private static boolean taken(PoolQuotas gateway, QuotaPool pool, long tokens) {
        return take(gateway, pool, tokens) instanceof QuotaDecision.Taken;
    }

    private static QuotaDecision take(PoolQuotas gateway, QuotaPool pool, long tokens) {
        return gateway.take(pool, tokens).toCompletableFuture().join();
    }

    private record Settings() implements QuotaConfig {

        @Override
        public Duration tick() {
            return Duration.ofMillis(50);
        }

        @Override
        public Duration idle() {
            return Duration.ofMillis(200);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofMillis(200);
        }
    }
}
