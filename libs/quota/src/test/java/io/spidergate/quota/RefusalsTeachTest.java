package io.spidergate.quota;

import static io.spidergate.quota.PoolTable.T0;
import static io.spidergate.quota.PoolTable.day;
import static io.spidergate.quota.PoolTable.minute;
import static io.spidergate.quota.PoolTable.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.QuotaAnswer.PoolAnswer;
import io.spidergate.contracts.routing.QuotaRequest.Refusal;
import io.spidergate.contracts.routing.QuotaUnit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What a refusal for want of quota says of limits, and for how long a pool is left alone.
class RefusalsTeachTest {

    private final PoolTable table = new PoolTable(minute(30), day(1_000));

    @Test
    void aRefusalCoolsThePoolUntilTheHint() {
        PoolAnswer answer =
                table.says("a", table.word().refused(new Refusal(0, 100, 7_000L, false)));

        assertThat(answer.standing().coolingUntil()).isEqualTo(T0.plusSeconds(7));
        PoolAnswer denied = table.says("b", table.word().asking(QuotaUnit.REQUESTS, 1, 1));
        assertThat(denied.denials().getFirst().retryAt()).isEqualTo(T0.plusSeconds(7));
    }

    /// Told to the second it may be meant for a window of a minute, told to the millisecond not.
    @Test
    void aWaitThatIsLongerThanAWindowIsNotForThatWindow() {
        PoolAnswer answer =
                table.says("a", table.word().refused(new Refusal(0, 100, 60_804L, false)));

        assertThat(answer.standing().coolingUntil()).isEqualTo(T0.plusMillis(60_804));
        assertThat(standing(answer, 60).used()).isZero();
    }

    /// Somebody else has used the account: when his uses leave the window only the provider knows.
    @Test
    void whereWeCountRoomTheProvidersWordHolds() {
        table.use("a", 29);
        table.pass(Duration.ofSeconds(50));
        table.use("a", 1);
        table.pass(Duration.ofSeconds(11));
        PoolAnswer answer =
                table.says("a", table.word().refused(new Refusal(0, 100, 59_500L, false)));

        assertThat(standing(answer, 60).source()).isEqualTo(LimitSource.REFUSALS);
        assertThat(answer.standing().coolingUntil()).isEqualTo(T0.plusMillis(61_000 + 59_500));
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
        PoolTable unknown = new PoolTable();
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
        assertThat(Duration.between(table.now(), before)).isLessThan(Duration.ofSeconds(1));
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
}
