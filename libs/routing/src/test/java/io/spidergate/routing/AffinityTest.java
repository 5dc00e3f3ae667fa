package io.spidergate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AffinityTest {

    private static final int SESSIONS = 200;

    @Test
    void aConversationStaysWhereItIsWhateverTheSlackOfOthers() {
        for (long session : sessions()) {
            String first = served(pools(10, 30), session, pool -> 1.0);
            assertThat(served(pools(10, 30), session, pool -> pool.equals(first) ? 0.51 : 1.0))
                    .isEqualTo(first);
        }
    }

    @Test
    void itYieldsWhenItsPoolRunsShortAndGoesToItsNextEachTime() {
        for (long session : sessions()) {
            String first = served(pools(10, 30), session, pool -> 1.0);
            String next = served(pools(10, 30), session, pool -> pool.equals(first) ? 0.4 : 0.9);

            assertThat(next).isNotEqualTo(first);
            assertThat(served(pools(10, 30), session, pool -> pool.equals(first) ? 0 : 0.6))
                    .isEqualTo(next);
        }
    }

    @Test
    void whereAllRunShortTheOneThatWouldLoseMostServes() {
        for (long session : sessions()) {
            assertThat(served(pools(10, 30), session, pool -> pool.endsWith("7") ? 0.3 : 0.2))
                    .isEqualTo("pool_7");
        }
    }

    @Test
    void conversationsAreSpreadEvenlyOverEqualPools() {
        Map<String, Integer> load = load(pools(10, 30));

        assertThat(load).hasSize(10);
        double even = SESSIONS * 10 / 10.0;
        assertThat(Collections.max(load.values()) / even).isLessThan(1.5);
    }

    @Test
    void whoCanBearMoreGetsMore() {
        List<QuotaPool> pools = List.of(pool(0, 300), pool(1, 100));

        Map<String, Integer> load = load(pools);

        assertThat((double) load.get("pool_0") / load.get("pool_1")).isBetween(2.6, 3.4);
    }

    @Test
    void tokensAreHeldForAboutTwoThousandOfARequest() {
        List<QuotaPool> pools =
                List.of(
                        pool(0, new QuotaWindow(QuotaUnit.TOKENS, 400_000, 60, QuotaReset.ROLLING)),
                        pool(1, 100));

        Map<String, Integer> load = load(pools);

        assertThat((double) load.get("pool_0") / load.get("pool_1")).isBetween(1.7, 2.3);
    }

    @Test
    void howManyAtTheSameTimeSaysNothingOfHowManyInTime() {
        List<QuotaPool> pools =
                List.of(
                        pool(0, new QuotaWindow(QuotaUnit.CONCURRENT, 5, 0, QuotaReset.ROLLING)),
                        pool(1, 60));

        assertThat((double) load(pools).get("pool_0") / load(pools).get("pool_1"))
                .isBetween(0.8, 1.25);
    }

    /// Some providers give twenty a day, others thousands a minute.
    @Test
    void evenTheSmallestPoolsAreToldApart() {
        List<QuotaPool> pools =
                IntStream.range(0, 4)
                        .mapToObj(at ->
                                pool(
                                        at,
                                        new QuotaWindow(
                                                QuotaUnit.REQUESTS,
                                                20,
                                                86_400,
                                                QuotaReset.UTC_MIDNIGHT)))
                        .toList();

        assertThat(load(pools).values()).allMatch(sessions -> sessions > 400);
    }

    @Test
    void onePoolMoreTakesFromAllAndMovesNothingBetweenThem() {
        for (long session : sessions()) {
            String before = served(pools(9, 30), session, pool -> 1.0);
            assertThat(served(pools(10, 30), session, pool -> 1.0)).isIn(before, "pool_9");
        }
    }

    @Test
    void ownersDoNotShareAConversation() {
        assertThat(Affinity.of("ws_1", 7)).isNotEqualTo(Affinity.of("ws_2", 7));
        assertThat(LongStream.range(0, 1_000).map(it -> Affinity.of("ws_1", it)))
                .doesNotContain(Affinity.NONE)
                .doesNotHaveDuplicates();
    }

    private static Map<String, Integer> load(List<QuotaPool> pools) {
        Map<String, Integer> load = new HashMap<>();
        for (long session = 0; session < SESSIONS * 10; session++) {
            load.merge(served(pools, Affinity.of("ws", session), pool -> 1.0), 1, Integer::sum);
        }
        return load;
    }

    private static List<Long> sessions() {
        return LongStream.range(0, SESSIONS).mapToObj(it -> Affinity.of("ws", it)).toList();
    }

    private static String served(List<QuotaPool> pools, long session, Slack slack) {
        List<Candidate> candidates = new ArrayList<>();
        pools.forEach(pool -> candidates.add(candidate(pool)));
        Spreading.spread(candidates, new int[pools.size()], slack, session);
        return candidates.getFirst().pool().id();
    }

    private static Candidate candidate(QuotaPool pool) {
        DeploymentRoute route = Snapshots.deployment(pool.id());
        return new Candidate(
                route, Snapshots.provider("open", false), pool, route.credentials(), Map.of());
    }

    private static List<QuotaPool> pools(int count, int limit) {
        return IntStream.range(0, count).mapToObj(at -> pool(at, limit)).toList();
    }

    private static QuotaPool pool(int number, int limit) {
        return pool(number, new QuotaWindow(QuotaUnit.REQUESTS, limit, 60, QuotaReset.ROLLING));
    }

    private static QuotaPool pool(int number, QuotaWindow window) {
        return new QuotaPool("pool_" + number, "open", "default", null, false, List.of(window));
    }

    private interface Slack extends Quotas {

        double of(String pool);

        @Override
        default @Nullable Shortage shortage(QuotaPool pool, long tokens, Instant now) {
            return null;
        }

        @Override
        default double slack(QuotaPool pool) {
            return of(pool.id());
        }
    }
}
