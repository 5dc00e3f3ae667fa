package io.spidergate.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.QuotaAnswer.PoolAnswer;
import io.spidergate.contracts.routing.QuotaRequest.Refusal;
import io.spidergate.contracts.routing.QuotaRequest.Seen;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A plan is used by all gateways until its gauge says that the rest is its owner's.
class PlanRoundTest {

    private static final long FIVE_HOURS = 18_000;
    private static final long WEEK = 604_800;

    private final PoolTable table =
            new PoolTable(
                    gauge(90, FIVE_HOURS),
                    gauge(90, WEEK),
                    new QuotaWindow(
                            QuotaUnit.TOKENS,
                            QuotaWindow.MAX_LIMIT,
                            FIVE_HOURS,
                            QuotaReset.ROLLING));

    @Test
    void servesWhileMuchIsLeftOrNothingWasTold() {
        assertThat(table.granted("a", 1, 4)).isEqualTo(4);
        tell("a", FIVE_HOURS, 11, Duration.ofHours(1));
        assertThat(table.granted("b", 1, 4)).isEqualTo(4);
        assertThat(table.standing().coolingUntil()).isNull();
        assertThat(percent(FIVE_HOURS).used()).isEqualTo(89);
        assertThat(percent(WEEK).resetsAt()).as("never told").isNull();
    }

    @Test
    void aSpentGaugeClosesThePoolForAllUntilItsReset() {
        PoolAnswer answer = tell("a", FIVE_HOURS, 10, Duration.ofMinutes(30));
        Instant reset = PoolTable.T0.plus(Duration.ofMinutes(30));
        assertThat(answer.standing().coolingUntil()).isEqualTo(reset);
        assertThat(answer.standing().reason()).startsWith("90 % of the plan's 5 hours are used");
        assertThat(denial("b").retryAt()).isEqualTo(reset);

        table.pass(Duration.ofMinutes(30).minusMillis(1));
        assertThat(table.granted("b", 1, 4)).isZero();
        table.pass(Duration.ofMillis(1));
        assertThat(table.granted("b", 1, 4)).isEqualTo(4);
    }

    @Test
    void theLongerOfTwoSpentGaugesDecides() {
        tell("a", FIVE_HOURS, 0, Duration.ofMinutes(30));
        tell("b", WEEK, 3, Duration.ofDays(2));
        PoolStanding standing = table.standing();
        assertThat(standing.coolingUntil()).isEqualTo(PoolTable.T0.plus(Duration.ofDays(2)));
        assertThat(standing.reason()).contains("7 days");
    }

    @Test
    void refusalsOfAPlanTeachNoLimitAndOneRequestTriesAfterwards() {
        table.use("a", 7);
        table.says("a", table.word().refused(new Refusal(0, 100, null, true)));

        assertThat(table.standing().coolingUntil())
                .isEqualTo(PoolTable.T0.plus(Duration.ofHours(1)));
        assertThat(table.standing().windows())
                .noneMatch(window -> window.source() == LimitSource.REFUSALS);

        table.pass(Duration.ofHours(1));
        assertThat(table.granted("a", 1, 4)).as("one tries in the whole suite").isEqualTo(1);
        assertThat(table.granted("b", 1, 4)).isZero();
    }

    @Test
    void theHintOfARefusalHoldsAndBlamesTheWindowThatIsLongEnough() {
        table.says(
                "a",
                table.word().refused(new Refusal(0, 100, Duration.ofHours(20).toMillis(), true)));
        assertThat(table.standing().coolingUntil())
                .isEqualTo(PoolTable.T0.plus(Duration.ofHours(20)));
        assertThat(percent(WEEK).used()).isEqualTo(100);
        assertThat(percent(FIVE_HOURS).resetsAt()).isNull();
    }

    @Test
    void amongThoseThatFitTheFullestIsBlamed() {
        tell("a", FIVE_HOURS, 80, Duration.ofHours(1));
        tell("a", WEEK, 20, Duration.ofDays(1));
        table.says("a", table.word().refused(new Refusal(0, 100, 60_000L, true)));
        assertThat(percent(WEEK).used()).isEqualTo(100);
        assertThat(percent(FIVE_HOURS).used()).isEqualTo(20);
    }

    @Test
    void aShortLimitOfAPlanCoolsItAndLeavesItsGaugesAlone() {
        table.says("a", table.word().refused(new Refusal(0, 100, 5_000L, false)));
        assertThat(table.standing().coolingUntil()).isEqualTo(PoolTable.T0.plusSeconds(5));
        assertThat(table.standing().windows()).noneMatch(window -> window.used() > 0);
        table.pass(Duration.ofSeconds(5));
        assertThat(table.granted("a", 1, 4)).isEqualTo(1);
        table.says("a", table.word().served(10L));
        assertThat(table.granted("a", 1, 4)).isEqualTo(4);
    }

    @Test
    void refusalsWithoutAHintInARowAreFartherAndFartherApart() {
        Duration before = Duration.ZERO;
        for (int time = 0; time < 5; time++) {
            table.pass(Duration.ofSeconds(20));
            table.says("a", table.word().refused(new Refusal(0, 1, null, false)));
            Instant until = table.standing().coolingUntil();
            Duration pause = Duration.between(table.now(), until);
            assertThat(pause).isGreaterThan(before);
            before = pause;
        }
        table.pass(Duration.ofMinutes(10));
        table.says("a", table.word().refused(new Refusal(0, 1, null, false)));
        assertThat(table.standing().coolingUntil()).isEqualTo(table.now().plusSeconds(1));
    }

    @Test
    void aGaugeThatTheCatalogueDoesNotKnowCountsToo() {
        tell("a", 3_600, 9, Duration.ofMinutes(10));
        assertThat(table.standing().coolingUntil()).isEqualTo(PoolTable.T0.plusSeconds(600));
        assertThat(percent(3_600).limit()).isEqualTo(90);
    }

    @Test
    void underANewEntryWhatWasToldStays() {
        tell("a", FIVE_HOURS, 15, Duration.ofMinutes(10));
        table.become(gauge(80, FIVE_HOURS));
        PoolStanding standing = table.standing();
        assertThat(standing.coolingUntil()).isEqualTo(PoolTable.T0.plusSeconds(600));
        assertThat(standing.windows())
                .filteredOn(window -> window.window().isGauge())
                .as("the week's was never told and is no more")
                .singleElement()
                .satisfies(window -> assertThat(window.limit()).isEqualTo(80));
        assertThat(standing.windows()).as("requests are still watched").hasSize(3);
    }

    private PoolAnswer tell(String holder, long seconds, long remaining, Duration reset) {
        Seen seen = new Seen(QuotaUnit.PERCENT, seconds, null, remaining, reset.toMillis(), 0, 100);
        return table.says(holder, table.word().seen(seen));
    }

    private io.spidergate.contracts.routing.QuotaAnswer.Denial denial(String holder) {
        return table.says(holder, table.word().asking(QuotaUnit.REQUESTS, 1, 4))
                .denials()
                .getFirst();
    }

    private WindowStanding percent(long seconds) {
        return table.standing().windows().stream()
                .filter(it -> it.window().isGauge() && it.window().seconds() == seconds)
                .findFirst()
                .orElseThrow();
    }

    private static QuotaWindow gauge(long limit, long seconds) {
        return new QuotaWindow(QuotaUnit.PERCENT, limit, seconds, QuotaReset.TOLD);
    }
}
