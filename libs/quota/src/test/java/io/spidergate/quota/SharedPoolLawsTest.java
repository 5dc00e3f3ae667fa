package io.spidergate.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.QuotaAnswer.Grant;
import io.spidergate.contracts.routing.QuotaAnswer.PoolAnswer;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaRequest.Ask;
import io.spidergate.contracts.routing.QuotaRequest.Held;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.contracts.routing.QuotaRequest.Use;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Several gateways spend one pool, words are lost and said again, gateways die: the provider never
/// sees more than the limit in any window, and nothing stays lost.
class SharedPoolLawsTest {

    private static final long LIMIT = 30;
    private static final long SECONDS = 10;
    private static final Instant START = Instant.parse("2026-07-15T12:00:00Z");
    private static final Instant LISTENING = START.minusSeconds(3_600);

    @ParameterizedTest
    @EnumSource(
            value = QuotaReset.class,
            names = {"ROLLING", "REFILLING", "CLOCK"})
    void theProviderNeverSeesMoreThanTheLimit(QuotaReset reset) {
        for (long seed = 0; seed < 60; seed++) {
            Play play = new Play(seed, reset);
            play.run(2_000);
            assertThat(play.provider.most)
                    .as("%s, seed %d", reset, seed)
                    .isLessThanOrEqualTo(LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = QuotaReset.class,
            names = {"ROLLING", "REFILLING", "CLOCK"})
    void underFullDemandNearlyAllOfItIsUsed(QuotaReset reset) {
        for (long seed = 0; seed < 10; seed++) {
            Play play = new Play(seed, reset);
            play.trouble = false;
            play.run(6_000);
            double windows = play.seconds() / SECONDS;
            long possible =
                    (long) (LIMIT * (reset == QuotaReset.REFILLING ? windows + 1 : windows));
            assertThat(play.provider.served)
                    .as("%s, seed %d", reset, seed)
                    .isGreaterThan(possible * 9 / 10);
        }
    }

    /// What the provider itself counts, exactly.
    private static final class Provider {

        private final QuotaReset reset;
        private final Deque<Long> log = new ArrayDeque<>();
        private long most;
        private long served;
        private double level;
        private long levelAtMs = START.toEpochMilli();

        Provider(QuotaReset reset) {
            this.reset = reset;
        }

        void serve(Instant at) {
            long ms = at.toEpochMilli();
            served++;
            if (reset == QuotaReset.REFILLING) {
                level =
                        Math.max(0, level - (ms - levelAtMs) * (double) LIMIT / (SECONDS * 1_000))
                                + 1;
                levelAtMs = ms;
                most = Math.max(most, (long) Math.ceil(level - 1e-6));
                return;
            }
            log.add(ms);
            long since =
                    reset == QuotaReset.CLOCK
                            ? ms - ms % (SECONDS * 1_000)
                            : ms - SECONDS * 1_000 + 1;
            while (log.getFirst() < since) {
                log.removeFirst();
            }
            most = Math.max(most, log.size());
        }
    }

    /// What a gateway knows: its slices, what it has used and not told, the word that it waits for.
    private static final class Gateway {

        private final String id;
        private final Map<String, long[]> slices = new HashMap<>();
        private final List<Instant> untold = new ArrayList<>();
        private long number = 1;
        private PoolWord unheard;

        Gateway(String id) {
            this.id = id;
        }
    }

    private static final class Play {

        private final Random random;
        private final Provider provider;
        private final List<Gateway> gateways = new ArrayList<>();
        private PoolState state;
        private Instant now = START;
        private int ids;
        private boolean trouble = true;

        Play(long seed, QuotaReset reset) {
            random = new Random(seed);
            provider = new Provider(reset);
            state =
                    PoolState.untouched(
                            new QuotaPool(
                                    "p",
                                    "sim",
                                    "default",
                                    null,
                                    false,
                                    List.of(
                                            new QuotaWindow(
                                                    QuotaUnit.REQUESTS, LIMIT, SECONDS, reset))));
            for (int i = 0; i < 3; i++) {
                gateways.add(new Gateway("gw" + i));
            }
        }

        double seconds() {
            return (now.toEpochMilli() - START.toEpochMilli()) / 1_000.0;
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                now = now.plusMillis(random.nextInt(40));
                int at = random.nextInt(gateways.size());
                Gateway gateway = gateways.get(at);
                int what = random.nextInt(100);
                if (what < 60) {
                    spend(gateway);
                } else if (what < 99 || !trouble) {
                    speak(gateway);
                } else {
                    gateways.set(at, die(gateway));
                }
            }
        }

        private void spend(Gateway gateway) {
            for (long[] slice : gateway.slices.values()) {
                if (slice[0] > slice[1]) {
                    slice[1]++;
                    provider.serve(now);
                    gateway.untold.add(now);
                    return;
                }
            }
        }

        private void speak(Gateway gateway) {
            if (gateway.unheard == null) {
                gateway.unheard = word(gateway);
            }
            PoolRound round = new PoolRound(state, gateway.id, now, LISTENING, () -> "g" + ++ids);
            PoolAnswer answer = round.answer(gateway.unheard);
            state = round.state();
            if (trouble && random.nextInt(10) == 0) {
                return; // the answer is lost; the same word is said again
            }
            gateway.unheard = null;
            for (Grant grant : answer.grants()) {
                gateway.slices.put(grant.grantId(), new long[] {grant.amount(), 0});
            }
            answer.holds().stream()
                    .filter(hold -> hold.outstanding() == 0)
                    .forEach(hold -> gateway.slices.remove(hold.grantId()));
        }

        private PoolWord word(Gateway gateway) {
            List<Held> held = new ArrayList<>();
            gateway.slices.forEach((id, slice) -> held.add(new Held(id, slice[1], 0)));
            List<Use> uses = new ArrayList<>();
            gateway.untold.forEach(at ->
                    uses.add(
                            new Use(
                                    QuotaUnit.REQUESTS,
                                    now.toEpochMilli() - at.toEpochMilli(),
                                    1)));
            gateway.untold.clear();
            return new PoolWord(
                    "p",
                    gateway.number++,
                    List.of(new Ask(QuotaUnit.REQUESTS, 1, 4)),
                    held,
                    uses,
                    List.of(),
                    List.of(),
                    null);
        }

        private void tell(Gateway gateway, PoolWord word) {
            PoolRound round = new PoolRound(state, gateway.id, now, LISTENING, () -> "g" + ++ids);
            round.answer(word);
            state = round.state();
        }

        /// What it has used last is told: a gateway that dies within a moment of a use is the one
        /// case in which the provider must say so.
        private Gateway die(Gateway gateway) {
            if (gateway.unheard != null) {
                tell(gateway, gateway.unheard);
            }
            tell(gateway, word(gateway));
            return new Gateway("gw" + ++ids + "'");
        }
    }
}
