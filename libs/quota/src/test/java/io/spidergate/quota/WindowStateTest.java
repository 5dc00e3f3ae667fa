package io.spidergate.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.QuotaRequest.Seen;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One window: what is believed of its limit, of whom, and for how long.
class WindowStateTest {

    private static final Instant NOON = Instant.parse("2026-07-15T12:00:00Z");
    private static final long UNPUBLISHED = QuotaWindow.MAX_LIMIT;

    @ParameterizedTest
    @CsvSource({
        "100, 90, false",
        "100, 89, true",
        "10, 8, false",
        "10, 7, true",
    })
    void aRefusalIsShortOfWhatIsPublishedByMoreThanOurCountingMayBeWrong(
            long published, long used, boolean isShort) {
        assertThat(of(published).isShortOfPublished(used)).isEqualTo(isShort);
        assertThat(of(UNPUBLISHED).isShortOfPublished(used)).isFalse();
    }

    @Test
    void longerThanAnHourIsLong() {
        assertThat(WindowState.published(window(1, 3_600, QuotaReset.ROLLING)).isLong()).isFalse();
        assertThat(WindowState.published(window(1, 3_601, QuotaReset.ROLLING)).isLong()).isTrue();
    }

    @Test
    void whatTheCatalogueSaysNowTakesTheUsesAlongUnlessTheyWereCountedOtherwise() {
        WindowState used = of(30).used(12, NOON, NOON);
        assertThat(used.under(window(30, 60, QuotaReset.ROLLING), NOON)).isSameAs(used);

        WindowState more = used.under(window(40, 60, QuotaReset.ROLLING), NOON);
        assertThat(more.window().limit()).isEqualTo(40);
        assertThat(more.published()).isEqualTo(40);
        assertThat(more.meter().used(NOON)).isEqualTo(12);

        WindowState other = used.under(window(30, 60, QuotaReset.CLOCK), NOON);
        assertThat(other.window().reset()).isEqualTo(QuotaReset.CLOCK);
        assertThat(other.meter().used(NOON)).isZero();

        WindowState guessed = used.refused(NOON, 0);
        assertThat(guessed.under(window(40, 60, QuotaReset.ROLLING), NOON).source())
                .isEqualTo(LimitSource.PUBLISHED);
    }

    @Test
    void whatRefusalsTaughtCanBeForgottenAndNothingElse() {
        WindowState published = of(30).used(12, NOON, NOON);
        assertThat(published.unlearnt(NOON)).isSameAs(published);
        WindowState told = published.seen(seen(25L, null, null), 0, NOON);
        assertThat(told.unlearnt(NOON)).isSameAs(told);

        WindowState forgotten = published.refused(NOON, 0).unlearnt(NOON);
        assertThat(forgotten.window().limit()).isEqualTo(30);
        assertThat(forgotten.source()).isEqualTo(LimitSource.PUBLISHED);
        assertThat(forgotten.learnedAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // within what our counting may be wrong by
        "30, 27, 0, 30",
        "30, 20, 7, 30",
        // a first guess is what was used, what is held included
        "30, 26, 0, 26",
        "30, 20, 6, 26",
        "30, 7, 0, 7",
        // refused almost at once, others have used it
        "30, 6, 0, 15",
        "30, 0, 0, 15",
        "4, 0, 0, 2",
    })
    void aFirstRefusalTeachesALimit(long published, long used, long held, long limit) {
        WindowState refused = used(of(published), used).refused(NOON, held);
        assertThat(refused.window().limit()).isEqualTo(limit);
        if (limit < published) {
            assertThat(refused.source()).isEqualTo(LimitSource.REFUSALS);
            assertThat(refused.meter().left(NOON)).as("nothing is left now").isZero();
            assertThat(refused.learnedAt()).isEqualTo(NOON);
        }
    }

    @Test
    void whereNothingIsPublishedTheLimitIsWhatWasUsedAndAtLeastOne() {
        assertThat(used(of(UNPUBLISHED), 3).refused(NOON, 0).window().limit()).isEqualTo(3);
        assertThat(of(UNPUBLISHED).refused(NOON, 0).window().limit()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        // met at three quarters of it or more: what was used, and surer
        "12, 12, 1",
        "15, 15, 1",
        // refused far below: a step down, and less sure
        "11, 14, 0",
        "0, 14, 0",
    })
    void aGuessIsRefinedWhereItIsMetAndComesDownByAStepElsewhere(
            long used, long limit, int confirmed) {
        WindowState guessed = guessedAt(16, 0);
        WindowState again = used(guessed, used).refused(NOON, 0);
        assertThat(again.window().limit()).isEqualTo(limit);
        assertThat(again.confirmed()).isEqualTo(confirmed);
    }

    @Test
    void aGuessOfLittleComesDownByOneAndNotBelowOne() {
        assertThat(guessedAt(4, 0).refused(NOON, 0).window().limit()).isEqualTo(3);
        assertThat(guessedAt(1, 3).refused(NOON, 0).window().limit()).isEqualTo(1);
        assertThat(guessedAt(16, 3).refused(NOON, 0).confirmed()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        // never met: by a quarter every other window
        "16, 0, 119, 16",
        "16, 0, 120, 20",
        "16, 0, 240, 25",
        "2, 0, 120, 3",
        // met: half as often each time, down to four halvings, and by a thirty-second
        "64, 1, 239, 64",
        "64, 1, 240, 66",
        "64, 4, 1919, 64",
        "64, 4, 1920, 66",
        "64, 9, 1920, 66",
        "16, 1, 240, 17",
    })
    void aGuessGrowsWhileItIsNotRefused(long limit, int confirmed, long seconds, long grown) {
        WindowState state = guessedAt(limit, confirmed).grown(NOON.plusSeconds(seconds));
        assertThat(state.window().limit()).isEqualTo(grown);
        assertThat(state.source()).isEqualTo(LimitSource.REFUSALS);
    }

    @Test
    void itGrowsNoFurtherThanWhatIsPublishedWhichIsNoGuessAnyMore() {
        WindowState grown = guessedAt(90, 0).grown(NOON.plus(Duration.ofHours(1)));
        assertThat(grown.window().limit()).isEqualTo(100);
        assertThat(grown.source()).isEqualTo(LimitSource.PUBLISHED);
        assertThat(grown.learnedAt()).isNull();
        WindowState told = of(100).seen(seen(50L, null, null), 0, NOON);
        assertThat(told.grown(NOON.plus(Duration.ofHours(9)))).isSameAs(told);
    }

    @Test
    void whatTheProviderSaysOfItsLimitIsTakenWhereItCanBe() {
        WindowState published = of(100);
        for (Long odd : new Long[] {null, -1L, QuotaWindow.MAX_LIMIT + 1}) {
            assertThat(published.seen(seen(odd, null, null), 0, NOON)).isSameAs(published);
        }
        assertThat(published.seen(seen(0L, null, null), 0, NOON).window().limit()).isZero();
        WindowState told = published.seen(seen(60L, null, null), 0, NOON);
        assertThat(told.window().limit()).isEqualTo(60);
        assertThat(told.source()).isEqualTo(LimitSource.HEADERS);
        assertThat(told.seen(seen(60L, null, null), 0, NOON.plusSeconds(1))).isSameAs(told);
        assertThat(published.seen(seen(100L, null, null), 0, NOON).source())
                .as("what was published is confirmed")
                .isEqualTo(LimitSource.HEADERS);
    }

    @Test
    void whatOthersHaveUsedShowsInWhatIsLeft() {
        WindowState mine = used(of(100), 10);
        assertThat(mine.seen(seen(null, 90L, null), 0, NOON)).isSameAs(mine);
        assertThat(mine.seen(seen(null, 95L, null), 0, NOON)).as("it knows less").isSameAs(mine);
        assertThat(mine.seen(seen(null, 70L, null), 5, NOON).meter().used(NOON)).isEqualTo(25);
        assertThat(mine.seen(seen(null, -3L, null), 0, NOON).meter().used(NOON)).isEqualTo(100);
    }

    @Test
    void whoSaysThatNothingIsLeftAndGoesOnServingIsNotBelievedForAnHour() {
        WindowState empty = used(of(100), 10).seen(seen(null, 0L, 30_000L), 0, NOON);
        assertThat(empty.meter().left(NOON)).isZero();
        WindowState.Claim claim = empty.empty();
        assertThat(claim).isEqualTo(new WindowState.Claim(NOON, NOON.plusSeconds(30), 90));

        Instant later = NOON.plusSeconds(10);
        Seen served = new Seen(QuotaUnit.REQUESTS, 60, null, 0L, 20_000L, 0, 5_000);
        WindowState doubted = used(of(100), 10).seen(seen(null, 0L, 30_000L), 0, NOON);
        doubted =
                new WindowState(
                                doubted.meter().with(-5, NOON, later),
                                100,
                                LimitSource.HEADERS,
                                NOON,
                                0,
                                claim,
                                null)
                        .seen(served, 0, later);
        assertThat(doubted.doubtedUntil()).isEqualTo(later.plus(Duration.ofHours(1)));
        assertThat(doubted.empty()).isNull();
        assertThat(doubted.meter().used(later)).isEqualTo(5);
        assertThat(doubted.seen(seen(null, 0L, 1_000L), 0, later)).isSameAs(doubted);
        assertThat(doubted.standing(0, later).confidence()).isEqualTo(0.5, within(1e-9));
        Instant believed = later.plus(Duration.ofHours(1));
        assertThat(doubted.standing(0, believed).confidence()).isEqualTo(0.95, within(1e-9));
    }

    @Test
    void aClaimIsContradictedOnlyByWhatWasAskedWhileItHeld() {
        WindowState.Claim claim = new WindowState.Claim(NOON, NOON.plusSeconds(30), 5);
        assertThat(claim.isContradictedByServing(NOON)).isFalse();
        assertThat(claim.isContradictedByServing(NOON.plusMillis(1))).isTrue();
        assertThat(claim.isContradictedByServing(NOON.plusMillis(29_999))).isTrue();
        assertThat(claim.isContradictedByServing(NOON.plusSeconds(30))).isFalse();
    }

    @Test
    void theStandingTellsHowSureItIsAndWhenAllIsFreeAgain() {
        assertThat(of(100).standing(3, NOON).confidence()).isEqualTo(0.7, within(1e-9));
        assertThat(of(UNPUBLISHED).standing(0, NOON).confidence()).isEqualTo(0.1, within(1e-9));
        assertThat(guessedAt(9, 0).standing(0, NOON).confidence()).isEqualTo(0.5, within(1e-9));
        assertThat(used(of(100), 4).standing(3, NOON).held()).isEqualTo(3);
        assertThat(used(of(100), 4).standing(3, NOON).used()).isEqualTo(4);

        QuotaWindow once = window(100, 60, QuotaReset.NEVER);
        assertThat(used(WindowState.published(once), 4).standing(0, NOON).resetsAt()).isNull();
        QuotaWindow atOnce = new QuotaWindow(QuotaUnit.CONCURRENT, 5, 0, QuotaReset.ROLLING);
        assertThat(WindowState.published(atOnce).standing(0, NOON).resetsAt()).isNull();
        QuotaWindow day = window(100, 86_400, QuotaReset.UTC_MIDNIGHT);
        assertThat(WindowState.published(day).standing(0, NOON).resetsAt())
                .isEqualTo(Instant.parse("2026-07-16T00:00:00.500Z"));
    }

    private static WindowState guessedAt(long limit, int confirmed) {
        return new WindowState(
                WindowMeter.untouched(window(limit, 60, QuotaReset.ROLLING)),
                100,
                LimitSource.REFUSALS,
                NOON,
                confirmed,
                null,
                null);
    }

    private static WindowState of(long limit) {
        return WindowState.published(window(limit, 60, QuotaReset.ROLLING));
    }

    private static WindowState used(WindowState state, long amount) {
        return state.used(amount, NOON, NOON);
    }

    private static QuotaWindow window(long limit, long seconds, QuotaReset reset) {
        return new QuotaWindow(QuotaUnit.REQUESTS, limit, seconds, reset);
    }

    private static Seen seen(@Nullable Long limit, @Nullable Long remaining, @Nullable Long reset) {
        return new Seen(QuotaUnit.REQUESTS, 60, limit, remaining, reset, 0, 100);
    }
}
