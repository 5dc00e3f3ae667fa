package io.spidergate.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.PoolStanding.LimitSource;
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
import org.junit.jupiter.api.Test;

class PoolRoundTest {

    private static final Instant T0 = Instant.parse("2026-07-15T12:00:00Z");
    private static final Instant LISTENING = T0.minusSeconds(3_600);

    private final Table table = new Table(minute(30), day(1_000));

    @Test
    void grantsWhatTheTightestWindowHasLeft() {
        table.use("a", 29);

        PoolAnswer answer = table.says("a", table.word().asking(QuotaUnit.REQUESTS, 1, 20));

        assertThat(answer.grants()).singleElement().satisfies(g -> assertThat(g.amount()).isOne());
    }

    @Test
    void leavesTheOthersTheirPart() {
        long first = table.granted("a", 1, 100);
        long second = table.granted("b", 1, 100);
        long third = table.granted("c", 1, 100);

        assertThat(first).isEqualTo(15);
        assertThat(second).isBetween(3L, 4L);
        assertThat(third).isBetween(1L, 2L);
    }

    @Test
    void whatAHolderSaysItSpentIsUsedAndNotHeldTwice() {
        PoolAnswer granted = table.says("a", table.word().asking(QuotaUnit.REQUESTS, 10, 10));
        String grant = granted.grants().getFirst().grantId();

        PoolAnswer after =
                table.says("a", table.word().holding(grant, 4, 6).using(QuotaUnit.REQUESTS, 0, 4));

        assertThat(after.holds())
                .singleElement()
                .satisfies(h -> assertThat(h.outstanding()).isZero());
        assertThat(standing(after, 60).used()).isEqualTo(4);
        assertThat(standing(after, 60).held()).isZero();
    }

    @Test
    void theSameWordSaidAgainChangesNothing() {
        PoolWord word = table.word().using(QuotaUnit.REQUESTS, 0, 4).build(7);

        table.hears("a", word);
        PoolAnswer again = table.hears("a", word);

        assertThat(standing(again, 60).used()).isEqualTo(4);
    }

    @Test
    void aGatewayThatDiedLosesWhatItHeldAfterOneExpiry() {
        table.granted("dead", 15, 15);

        table.pass(PoolState.EXPIRY.plusMillis(1));

        assertThat(table.granted("alive", 25, 25)).isEqualTo(25);
    }

    @Test
    void deniesUntilTheWindowIsFree() {
        table.use("a", 30);

        PoolAnswer denied = table.says("a", table.word().asking(QuotaUnit.REQUESTS, 1, 5));

        assertThat(denied.denials())
                .singleElement()
                .satisfies(d ->
                        assertThat(d.retryAt()).isBetween(T0.plusSeconds(60), T0.plusSeconds(61)));
    }

    @Test
    void asksTheOthersToGiveBackWhatTheyHoldBeforeItWaitsForAWindow() {
        table.granted("a", 15, 15);
        table.granted("b", 15, 15);

        PoolAnswer denied = table.says("c", table.word().asking(QuotaUnit.REQUESTS, 1, 5));

        assertThat(denied.denials().getFirst().retryAt()).isEqualTo(T0.plusSeconds(1));
    }

    @Test
    void requestsAtTheSameTimeAreHeldAndNeverUsedUp() {
        Table two = new Table(new QuotaWindow(QuotaUnit.CONCURRENT, 2, 0, QuotaReset.NEVER));
        String grant =
                two.says("a", two.word().asking(QuotaUnit.CONCURRENT, 2, 2))
                        .grants()
                        .getFirst()
                        .grantId();
        assertThat(two.says("b", two.word().asking(QuotaUnit.CONCURRENT, 1, 1)).denials())
                .hasSize(1);

        two.says("a", two.word().holding(grant, 0, 2));

        assertThat(two.says("b", two.word().asking(QuotaUnit.CONCURRENT, 2, 2)).grants())
                .hasSize(1);
    }

    // --- what answers teach

    @Test
    void aHeadersLimitHoldsInsteadOfThePublishedOne() {
        PoolAnswer answer = table.says("a", table.word().seeing(60, 100L, 99L));

        assertThat(standing(answer, 60).limit()).isEqualTo(100);
        assertThat(standing(answer, 60).source()).isEqualTo(LimitSource.HEADERS);
        assertThat(standing(answer, 60).learnedAt()).isEqualTo(T0);
        assertThat(standing(answer, 86_400).source()).isEqualTo(LimitSource.PUBLISHED);
    }

    @Test
    void aWindowThatOnlyHeadersTellOfIsKeptTo() {
        table.says("a", table.word().seeing(3_600, 2L, 2L));
        table.use("a", 2);

        assertThat(table.granted("a", 1, 1)).isZero();
    }

    @Test
    void whatOthersUseOfTheSameAccountShowsInTheHeaders() {
        table.use("a", 5);

        PoolAnswer answer = table.says("a", table.word().seeing(60, 30L, 10L));

        assertThat(standing(answer, 60).used()).isEqualTo(20);
    }

    @Test
    void headersThatDoNotYetKnowOfHeldCallsTakeNothingAway() {
        table.granted("b", 10, 10);

        PoolAnswer answer = table.says("a", table.word().seeing(60, 30L, 22L));

        assertThat(standing(answer, 60).used()).isZero();
    }

    @Test
    void headersNeverGiveBackWhatWasUsed() {
        table.use("a", 20);

        PoolAnswer answer = table.says("a", table.word().seeing(60, 30L, 30L));

        assertThat(standing(answer, 60).used()).isEqualTo(20);
    }

    @Test
    void whoeverSaysNothingIsLeftAndGoesOnServingIsDoubted() {
        table.says("a", table.word().seeing(86_400, 1_000L, 0L));
        assertThat(table.granted("a", 1, 1)).isZero();

        // A slice that was held serves all the same.
        table.pass(Duration.ofSeconds(10));
        table.use("a", 1);
        PoolAnswer lie =
                table.says(
                        "a",
                        table.word()
                                .seen(
                                        new Seen(
                                                QuotaUnit.REQUESTS,
                                                86_400,
                                                1_100L,
                                                0L,
                                                null,
                                                0,
                                                500)));

        assertThat(standing(lie, 86_400).used()).isOne();
        assertThat(standing(lie, 86_400).confidence()).isEqualTo(0.5);
        assertThat(table.granted("a", 1, 1)).isOne();
    }

    // --- refusals

    @Test
    void aRefusalCoolsThePoolUntilTheHint() {
        PoolAnswer answer =
                table.says("a", table.word().refused(new Refusal(0, 100, 7_000L, false)));

        assertThat(answer.standing().coolingUntil()).isEqualTo(T0.plusSeconds(7));
        PoolAnswer denied = table.says("b", table.word().asking(QuotaUnit.REQUESTS, 1, 1));
        assertThat(denied.denials().getFirst().retryAt()).isEqualTo(T0.plusSeconds(7));
    }

    @Test
    void noCooldownEndsAfterTheTrueReset() {
        table.use("a", 30);
        PoolAnswer minute =
                table.says("a", table.word().refused(new Refusal(0, 100, 61_000L, false)));
        assertThat(minute.standing().coolingUntil())
                .isBetween(T0.plusSeconds(59), T0.plusSeconds(61));

        table.pass(Duration.ofHours(1));
        PoolAnswer day =
                table.says("a", table.word().refused(new Refusal(0, 100, 864_000_000L, true)));
        assertThat(day.standing().coolingUntil())
                .isEqualTo(Instant.parse("2026-07-16T00:00:00.500Z"));
    }

    @Test
    void aRefusalBeforeTheLimitTeachesALowerOneThatGrowsAgain() {
        table.use("a", 10);
        PoolAnswer refused =
                table.says("a", table.word().refused(new Refusal(0, 100, 1_000L, false)));

        assertThat(standing(refused, 60).limit()).isEqualTo(10);
        assertThat(standing(refused, 60).source()).isEqualTo(LimitSource.REFUSALS);

        table.pass(Duration.ofMinutes(4));
        assertThat(standing(table.standing(), 60).limit()).isEqualTo(15);
        table.pass(Duration.ofMinutes(40));
        assertThat(standing(table.standing(), 60).limit()).isEqualTo(30);
        assertThat(standing(table.standing(), 60).source()).isEqualTo(LimitSource.PUBLISHED);
    }

    @Test
    void aGuessThatIsMetAgainGrowsHalfAsOftenAndBySmallSteps() {
        table.use("a", 10);
        table.says("a", table.word().refused(new Refusal(0, 100, 1_000L, false)));
        table.pass(Duration.ofSeconds(121));
        assertThat(standing(table.standing(), 60).limit()).isEqualTo(12);

        table.use("a", 10);
        table.says("a", table.word().refused(new Refusal(0, 100, 1_000L, false)));
        table.pass(Duration.ofSeconds(220));
        assertThat(standing(table.standing(), 60).limit()).isEqualTo(10);
        table.pass(Duration.ofSeconds(21));
        assertThat(standing(table.standing(), 60).limit()).isEqualTo(11);
    }

    @Test
    void aGuessIsRefinedToTheLastUnit() {
        table.use("a", 10);
        table.says("a", table.word().refused(new Refusal(0, 100, 1_000L, false)));
        table.pass(Duration.ofSeconds(121));
        table.use("a", 11);
        table.says("a", table.word().refused(new Refusal(0, 100, 1_000L, false)));

        assertThat(standing(table.standing(), 60).limit()).isEqualTo(11);
    }

    @Test
    void aRefusalAtOnceSaysThatOthersHaveUsedItAndLittleOfTheLimit() {
        PoolAnswer refused =
                table.says("a", table.word().refused(new Refusal(0, 100, 1_000L, false)));

        assertThat(standing(refused, 60).limit()).isEqualTo(15);
        assertThat(standing(refused, 60).used()).isEqualTo(15);
    }

    @Test
    void aRefusalAtTheLimitTeachesNothingNew() {
        table.use("a", 29);
        PoolAnswer refused =
                table.says("a", table.word().refused(new Refusal(0, 100, 1_000L, false)));

        assertThat(standing(refused, 60).limit()).isEqualTo(30);
    }

    @Test
    void aRefusalOfADayIsNotBlamedOnTheMinute() {
        table.use("a", 10);
        PoolAnswer refused = table.says("a", table.word().refused(new Refusal(0, 100, null, true)));

        assertThat(standing(refused, 60).limit()).isEqualTo(30);
        assertThat(standing(refused, 86_400).limit()).isEqualTo(500);
    }

    @Test
    void aHintThatIsLongerThanTheMinuteIsAboutTheDay() {
        table.use("a", 10);
        PoolAnswer refused =
                table.says("a", table.word().refused(new Refusal(0, 100, 3_600_000L, false)));

        assertThat(standing(refused, 60).limit()).isEqualTo(30);
        assertThat(standing(refused, 86_400).limit()).isEqualTo(500);
        assertThat(refused.standing().coolingUntil()).isEqualTo(T0.plusSeconds(3_600));
    }

    @Test
    void whereNothingIsPublishedRefusalsTeachTheLimit() {
        Table unknown = new Table();
        unknown.use("a", 12);
        PoolAnswer refused =
                unknown.says("a", unknown.word().refused(new Refusal(0, 100, 60_000L, false)));

        assertThat(standing(refused, 60).limit()).isEqualTo(12);
        unknown.pass(Duration.ofSeconds(121));
        assertThat(standing(unknown.standing(), 60).limit()).isEqualTo(15);
    }

    @Test
    void refusalsOfCallsThatWereUnderWayCountOnce() {
        table.says("a", table.word().refused(new Refusal(0, 100, null, false)));
        table.pass(Duration.ofMillis(50));
        PoolAnswer second = table.says("b", table.word().refused(new Refusal(0, 200, null, false)));

        assertThat(second.standing().coolingUntil()).isEqualTo(T0.plusSeconds(1));
    }

    @Test
    void refusalsInARowCoolLongerAndAreNeverShortened() {
        Instant before = T0;
        for (int row = 0; row < 4; row++) {
            PoolAnswer refused =
                    table.says("a", table.word().refused(new Refusal(0, 0, null, true)));
            Instant until = refused.standing().coolingUntil();
            assertThat(until).isAfter(before);
            before = until;
            table.passTo(until.plusMillis(1));
        }
        assertThat(Duration.between(table.now, before)).isLessThan(Duration.ofSeconds(1));
        assertThat(Duration.between(T0, before)).isGreaterThan(Duration.ofSeconds(14));
    }

    @Test
    void afterACooldownOneRequestTriesForAll() {
        table.says("a", table.word().refused(new Refusal(0, 100, 5_000L, false)));
        table.pass(Duration.ofSeconds(6));

        table.pass(Duration.ofSeconds(56));

        assertThat(table.granted("b", 1, 10)).isOne();
        assertThat(table.granted("c", 1, 10)).isZero();

        table.says("b", table.word().served(100L));
        assertThat(table.granted("c", 5, 5)).isEqualTo(5);
    }

    @Test
    void whoServedBeforeTheRefusalProvesNothing() {
        table.says("a", table.word().refused(new Refusal(0, 100, 5_000L, false)));
        PoolAnswer late = table.says("b", table.word().served(3_000L));

        assertThat(late.standing().coolingUntil()).isEqualTo(T0.plusSeconds(5));
    }

    @Test
    void aChangedCatalogueKeepsWhatWasUsed() {
        table.use("a", 10);
        table.become(minute(20));

        assertThat(standing(table.standing(), 60).used()).isEqualTo(10);
        assertThat(standing(table.standing(), 60).limit()).isEqualTo(20);
        assertThat(table.standing().windows()).hasSize(1);
    }

    private static WindowStanding standing(PoolAnswer answer, long seconds) {
        return standing(answer.standing(), seconds);
    }

    private static WindowStanding standing(PoolStanding standing, long seconds) {
        return standing.windows().stream()
                .filter(window -> window.window().seconds() == seconds)
                .findFirst()
                .orElseThrow();
    }

    private static QuotaWindow minute(long limit) {
        return new QuotaWindow(QuotaUnit.REQUESTS, limit, 60, QuotaReset.ROLLING);
    }

    private static QuotaWindow day(long limit) {
        return new QuotaWindow(QuotaUnit.REQUESTS, limit, 86_400, QuotaReset.UTC_MIDNIGHT);
    }

    /// An owner's desk: one pool, a clock, and gateways that speak of it.
    private static final class Table {

        private PoolState state;
        private Instant now = T0;
        private int ids;
        private long words;

        Table(QuotaWindow... windows) {
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
            return says(holder, word().asking(QuotaUnit.REQUESTS, atLeast, wanted))
                    .grants()
                    .stream()
                    .mapToLong(grant -> grant.amount())
                    .sum();
        }

        PoolStanding standing() {
            return says("looker", word()).standing();
        }
    }

    private record Word(
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
