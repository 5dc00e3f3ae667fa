package io.spidergate.router.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.spidergate.contracts.routing.QuotaAnswer.PoolAnswer;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaRequest.Ask;
import io.spidergate.contracts.routing.QuotaRequest.Held;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.contracts.routing.QuotaRequest.Refusal;
import io.spidergate.contracts.routing.QuotaRequest.Use;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.quota.PoolState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Accounts that are one are found out by their refusals, and accounts that are two never are.
class SharedAccountsTest {

    private static final Instant START = Instant.parse("2026-07-15T12:00:00Z");
    private static final int PUBLISHED = 20;
    private static final int SEEDS = 30;

    @Test
    void twoKeysOfOneAccountAreFoundOutAndAreRefusedNoMore() {
        int found = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Provider one = new Provider(PUBLISHED);
            Play play = new Play(seed, one, one, 1);
            play.seconds(900);

            found += play.shared.containsKey("b") ? 1 : 0;
            assertThat(play.servedSince(600)).as("seed %d", seed).isGreaterThan(290);
            if (!play.shared.isEmpty()) {
                assertThat(play.shared).as("seed %d", seed).containsExactly(entry("b", "a"));
                assertThat(play.refusedSince(600)).as("seed %d", seed).isZero();
            }
        }
        assertThat(found).isGreaterThan(SEEDS * 9 / 10);
    }

    @Test
    void twoAccountsAreNotEvenIfBothGiveHalfOfWhatIsPublished() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Play play =
                    new Play(
                            seed,
                            new Provider(PUBLISHED / 2),
                            new Provider(PUBLISHED / 2),
                            1 + seed % 2 * 999);
            play.seconds(900);

            assertThat(play.shared).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void norWhereOneGivesLessThanTheOther() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Play play = new Play(seed, new Provider(14), new Provider(7), 1 + seed % 2 * 999);
            play.seconds(900);

            assertThat(play.shared).as("seed %d", seed).isEmpty();
        }
    }

    /// Counts in a window that rolls and in one of the clock, and says when there is room again.
    private static final class Provider {

        private final int limit;
        private final Deque<Long> log = new ArrayDeque<>();
        private long minute;
        private int usedInMinute;

        Provider(int limit) {
            this.limit = limit;
        }

        /// @return 0 where it serves, otherwise how long to wait, in milliseconds
        long call(long at) {
            while (!log.isEmpty() && log.getFirst() <= at - 10_000) {
                log.removeFirst();
            }
            if (at / 60_000 != minute) {
                minute = at / 60_000;
                usedInMinute = 0;
            }
            if (usedInMinute == 3 * limit) {
                return (minute + 1) * 60_000 - at;
            }
            if (log.size() == limit) {
                return log.getFirst() + 10_000 - at;
            }
            log.addLast(at);
            usedInMinute++;
            return 0;
        }
    }

    /// One gateway that uses two pools as much as it may, more than there is.
    private static final class Play {

        private final Map<String, Provider> providers;
        private final Random random;
        private final Map<String, QuotaPool> pools = Map.of("a", pool("a"), "b", pool("b"));
        private final Map<String, PoolState> states = new HashMap<>();
        private final Map<String, String> shared = new HashMap<>();
        private final Map<String, Long> numbers = new HashMap<>();
        private final List<Long> served = new ArrayList<>();
        private final List<Long> refused = new ArrayList<>();
        private final long hint;
        private long now;

        /// @param hint in what steps of milliseconds the provider says how long to wait
        Play(long seed, Provider a, Provider b, long hint) {
            this.hint = hint;
            this.random = new Random(seed);
            this.providers = Map.of("a", a, "b", b);
        }

        void seconds(int seconds) {
            while (now < seconds * 1_000L) {
                now += 50 + random.nextInt(200);
                List<String> order = random.nextBoolean() ? List.of("a", "b") : List.of("b", "a");
                for (String pool : order) {
                    if (tries(pool)) {
                        break;
                    }
                }
            }
        }

        private boolean tries(String pool) {
            PoolAnswer answer =
                    says(pool, List.of(new Ask(QuotaUnit.REQUESTS, 1, 1)), List.of(), null, null);
            if (answer.grants().isEmpty()) {
                return false;
            }
            String grant = answer.grants().getFirst().grantId();
            long wait = providers.get(pool).call(now);
            long asked = now;
            now += 20;
            if (wait == 0) {
                served.add(now);
                says(pool, List.of(), List.of(new Held(grant, 1, 0)), now - asked, null);
                return true;
            }
            refused.add(now);
            says(
                    pool,
                    List.of(),
                    List.of(new Held(grant, 0, 1)),
                    null,
                    new Refusal(0, now - asked, (wait + hint - 1) / hint * hint, false));
            return false;
        }

        private PoolAnswer says(
                String pool, List<Ask> asks, List<Held> held, Long servedAgo, Refusal refusal) {
            long number = numbers.merge(pool, 1L, Long::sum);
            List<Use> uses =
                    servedAgo == null
                            ? List.of()
                            : List.of(new Use(QuotaUnit.REQUESTS, servedAgo, 1));
            PoolWord word =
                    new PoolWord(
                            pool,
                            number,
                            asks,
                            held,
                            uses,
                            List.of(),
                            refusal == null ? List.of() : List.of(refusal),
                            servedAgo);
            Instant at = START.plusMillis(now);
            QuotaHearing hearing =
                    new QuotaHearing(
                            new KnownPools(pools, shared),
                            states,
                            "gw",
                            at,
                            START.minusSeconds(3_600));
            PoolAnswer answer = hearing.answers(List.of(word)).getFirst();
            states.putAll(hearing.after());
            shared.putAll(hearing.joined());
            return answer;
        }

        long refusedSince(int seconds) {
            return refused.stream().filter(at -> at > seconds * 1_000L).count();
        }

        long servedSince(int seconds) {
            return served.stream().filter(at -> at > seconds * 1_000L).count();
        }

        private static QuotaPool pool(String account) {
            return new QuotaPool(
                    account,
                    "openrouter",
                    account,
                    null,
                    false,
                    List.of(
                            new QuotaWindow(QuotaUnit.REQUESTS, PUBLISHED, 10, QuotaReset.ROLLING),
                            new QuotaWindow(
                                    QuotaUnit.REQUESTS, 3 * PUBLISHED, 60, QuotaReset.CLOCK)));
        }
    }
}
