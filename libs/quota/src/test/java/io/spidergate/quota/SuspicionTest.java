package io.spidergate.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.quota.Suspicion.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What speaks for two pools being one, and what against it.
class SuspicionTest {

    private static final Instant NOON = Instant.parse("2026-07-15T12:00:00Z");
    private static final QuotaWindow MINUTE =
            new QuotaWindow(QuotaUnit.REQUESTS, 20, 60, QuotaReset.ROLLING);
    private static final QuotaWindow DAY =
            new QuotaWindow(QuotaUnit.REQUESTS, 20, 86_400, QuotaReset.ROLLING);

    @ParameterizedTest
    @CsvSource({
        "true, true, 0, 5",
        "true, true, 50, 5",
        "true, true, -50, 5",
        "true, true, 51, 0",
        "true, false, 0, 1",
        "false, true, 1000, 1",
        "false, false, -1000, 1",
        "false, false, 1001, 0",
    })
    void theSameInstantSpeaksForItAndTheSameSecondALittle(
            boolean exact, boolean otherExact, long apartMs, int agreement) {
        Refused own = refused(20, exact, MINUTE, 10);
        Refused other = new Refused(NOON, own.until().plusMillis(apartMs), otherExact, MINUTE, 10);
        assertThat(own.agreesWith(other)).isEqualTo(agreement);
    }

    @Test
    void refusalsOfDifferentWindowsSayNothing() {
        assertThat(refused(20, true, MINUTE, 10).agreesWith(refused(20, true, DAY, 10))).isZero();
    }

    @Test
    void aRefusalThatFollowsTheOthersWeighsWhereBothTogetherHaveUsedWhatIsPublished() {
        Suspicion told = new Suspicion(3, null).told(refused(20, true, MINUTE, 12));
        assertThat(told.weight()).isEqualTo(3);

        assertThat(told.refused(refused(20, true, MINUTE, 8), 20))
                .isEqualTo(new Suspicion(8, null));
        assertThat(told.refused(refused(20, true, MINUTE, 4), 20).weight())
                .as("a fifth of it may be missing")
                .isEqualTo(8);
        assertThat(told.refused(refused(20, true, MINUTE, 12), 20).weight())
                .as("or too much")
                .isEqualTo(8);
        assertThat(told.refused(refused(20, true, MINUTE, 3), 20).weight())
                .as("more than a fifth is missing")
                .isEqualTo(3);
        assertThat(told.refused(refused(20, true, MINUTE, 13), 20).weight()).isEqualTo(3);
    }

    @Test
    void ofASmallQuotaTwoMayBeMissing() {
        Suspicion told = Suspicion.NONE.told(refused(20, true, MINUTE, 2));
        assertThat(told.refused(refused(20, true, MINUTE, 1), 5).weight()).isEqualTo(5);
        assertThat(told.refused(refused(20, true, MINUTE, 0), 5).weight()).isZero();
    }

    @Test
    void aRefusalJudgesOnlyOnceAndNotAfterItsTime() {
        Refused other = refused(20, true, MINUTE, 10);
        Suspicion told = Suspicion.NONE.told(other);
        Suspicion judged = told.refused(refused(20, true, MINUTE, 10), 20);
        assertThat(judged.open()).isNull();
        assertThat(judged.refused(refused(20, true, MINUTE, 10), 20)).isEqualTo(judged);

        Refused late = new Refused(other.until(), other.until(), true, MINUTE, 10);
        assertThat(told.refused(late, 20)).isSameAs(told);
        Refused inTime = new Refused(other.until().minusMillis(1), other.until(), true, MINUTE, 10);
        assertThat(told.refused(inTime, 20).weight()).isEqualTo(5);
        assertThat(Suspicion.NONE.refused(inTime, 20)).isSameAs(Suspicion.NONE);
    }

    @Test
    void whoIsServedWhileTheOtherHasNothingIsAnother() {
        Refused other = refused(20, true, MINUTE, 10);
        Suspicion told = new Suspicion(5, other);
        assertThat(told.served(NOON.plusMillis(1))).isEqualTo(new Suspicion(1, null));
        assertThat(told.served(other.until().minusMillis(1_001))).isEqualTo(new Suspicion(1, null));

        assertThat(told.served(NOON)).as("sent before the refusal").isSameAs(told);
        assertThat(told.served(other.until().minusSeconds(1)))
                .as("so near its end it may have been answered after it")
                .isSameAs(told);
        assertThat(new Suspicion(5, null).served(NOON.plusMillis(1)).weight()).isEqualTo(5);
    }

    @Test
    void whatSpeaksAgainstItIsNotPiledUpWithoutEnd() {
        Suspicion innocent = new Suspicion(-6, refused(20, true, MINUTE, 10));
        assertThat(innocent.served(NOON.plusMillis(1)).weight()).isEqualTo(-8);
        Suspicion more = new Suspicion(-8, refused(20, true, MINUTE, 10));
        assertThat(more.served(NOON.plusMillis(1)).weight()).isEqualTo(-8);
    }

    /// At noon, to wait for so many seconds.
    private static Refused refused(long seconds, boolean exact, QuotaWindow window, long used) {
        return new Refused(NOON, NOON.plus(Duration.ofSeconds(seconds)), exact, window, used);
    }
}
