package io.spidergate.quota;

import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.QuotaAnswer.PoolAnswer;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaRequest.Ask;
import io.spidergate.contracts.routing.QuotaRequest.Held;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.contracts.routing.QuotaRequest.Refusal;
import io.spidergate.contracts.routing.QuotaRequest.Seen;
import io.spidergate.contracts.routing.QuotaRequest.Use;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An owner's desk: one pool, a clock, and gateways that speak of it.
final class PoolTable {

    static final Instant T0 = Instant.parse("2026-07-15T12:00:00Z");
    private static final Instant LISTENING = T0.minusSeconds(3_600);

    private PoolState state;
    private Instant now = T0;
    private int ids;
    private long words;

    PoolTable(QuotaWindow... windows) {
        state = PoolState.untouched(pool(windows));
    }

    static QuotaPool pool(QuotaWindow... windows) {
        return new QuotaPool("p", "groq", "default", null, false, List.of(windows));
    }

    void become(QuotaWindow... windows) {
        state = state.under(pool(windows), now);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void passTo(Instant instant) {
        now = instant;
    }

    static WindowStanding standing(PoolAnswer answer, long seconds) {
        return standing(answer.standing(), seconds);
    }

    static WindowStanding standing(PoolStanding standing, long seconds) {
        return standing.windows().stream()
                .filter(window -> window.window().seconds() == seconds)
                .findFirst()
                .orElseThrow();
    }

    static QuotaWindow minute(long limit) {
        return new QuotaWindow(QuotaUnit.REQUESTS, limit, 60, QuotaReset.ROLLING);
    }

    static QuotaWindow day(long limit) {
        return new QuotaWindow(QuotaUnit.REQUESTS, limit, 86_400, QuotaReset.UTC_MIDNIGHT);
    }

    Instant now() {
        return now;
    }

    Word word() {
        return new Word();
    }

    PoolAnswer says(String holder, Word word) {
        return hears(holder, word.build(++words));
    }

    PoolAnswer hears(String holder, PoolWord word) {
        PoolRound round = new PoolRound(state, holder, now, LISTENING, () -> "g" + ++ids);
        PoolAnswer answer = round.answer(word);
        state = round.state();
        return answer;
    }

    void use(String holder, long amount) {
        says(holder, word().using(QuotaUnit.REQUESTS, 0, amount));
    }

    long granted(String holder, long atLeast, long wanted) {
        return says(holder, word().asking(QuotaUnit.REQUESTS, atLeast, wanted)).grants().stream()
                .mapToLong(grant -> grant.amount())
                .sum();
    }

    PoolStanding standing() {
        return says("looker", word()).standing();
    }

    record Word(
            List<Ask> asks,
            List<Held> held,
            List<Use> uses,
            List<Seen> seen,
            List<Refusal> refusals,
            Long served) {

        Word() {
            this(List.of(), List.of(), List.of(), List.of(), List.of(), null);
        }

        Word asking(QuotaUnit unit, long atLeast, long wanted) {
            return new Word(
                    List.of(new Ask(unit, atLeast, wanted)), held, uses, seen, refusals, served);
        }

        Word holding(String grant, long spent, long unused) {
            return new Word(
                    asks, List.of(new Held(grant, spent, unused)), uses, seen, refusals, served);
        }

        Word using(QuotaUnit unit, long agoMs, long amount) {
            return new Word(
                    asks, held, List.of(new Use(unit, agoMs, amount)), seen, refusals, served);
        }

        Word seeing(long seconds, Long limit, Long remaining) {
            return seen(new Seen(QuotaUnit.REQUESTS, seconds, limit, remaining, null, 0, 100));
        }

        Word seen(Seen one) {
            return new Word(asks, held, uses, List.of(one), refusals, served);
        }

        Word refused(Refusal refusal) {
            return new Word(asks, held, uses, seen, List.of(refusal), served);
        }

        Word served(Long askedAgoMs) {
            return new Word(asks, held, uses, seen, refusals, askedAgoMs);
        }

        PoolWord build(long number) {
            return new PoolWord("p", number, asks, held, uses, seen, refusals, served);
        }
    }
}
