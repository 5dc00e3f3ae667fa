package io.spidergate.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.allowance.Grant;
import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.quota.Suspicion.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A pool as a whole: its windows, who holds how much, and what speaks for its being another's too.
class PoolStateTest {

    private static final Instant NOON = Instant.parse("2026-07-15T12:00:00Z");
    private static final QuotaWindow MINUTE = window(30, 60, QuotaReset.ROLLING);
    private static final QuotaWindow DAY = window(100, 86_400, QuotaReset.UTC_MIDNIGHT);

    @Test
    void whereNothingIsPublishedUsesAreStillCounted() {
        PoolState watched = PoolState.untouched(pool());
        assertThat(watched.windows())
                .extracting(window -> window.window().seconds())
                .containsExactly(60L, 86_400L);
        assertThat(watched.windows())
                .allMatch(window -> window.window().limit() == QuotaWindow.MAX_LIMIT);
        assertThat(PoolState.untouched(pool(MINUTE)).windows())
                .extracting(WindowState::window)
                .containsExactly(MINUTE);
    }

    @Test
    void twoPoolsAreOneWhenBothTogetherHaveSaidEnough() {
        assertThat(suspecting("b", 6).isOneWith(suspecting("a", 4), "a", "b")).isTrue();
        assertThat(suspecting("b", 6).isOneWith(suspecting("a", 3), "a", "b")).isFalse();
        assertThat(suspecting("b", 10).isOneWith(PoolState.untouched(pool(MINUTE)), "a", "b"))
                .isTrue();
        assertThat(suspecting("c", 10).isOneWith(suspecting("c", 10), "a", "b"))
                .as("of a third one")
                .isFalse();
    }

    @Test
    void whatIsToldOfAnotherIsKeptByItsName() {
        Refused refused = new Refused(NOON, NOON.plusSeconds(5), true, MINUTE, 3);
        PoolState told = suspecting("b", 6).told("b", refused).told("c", refused);
        assertThat(told.suspicions())
                .containsEntry("b", new Suspicion(6, refused))
                .containsEntry("c", new Suspicion(0, refused));
        PoolState judged =
                told.suspecting(suspicion -> new Suspicion(suspicion.weight() + 1, null));
        assertThat(judged.suspicions())
                .containsEntry("b", new Suspicion(7, null))
                .containsEntry("c", new Suspicion(1, null));
        PoolState none = PoolState.untouched(pool(MINUTE));
        assertThat(none.suspecting(suspicion -> new Suspicion(9, null))).isSameAs(none);
    }

    @Test
    void joinedTheyHaveUsedWhatBothUsedAndForgetWhatTheyGuessed() {
        PoolState one = used(PoolState.untouched(pool(MINUTE, DAY)), 0, 10);
        PoolState guessing =
                one.with(
                        List.of(
                                one.windows().getFirst().refused(NOON, 0),
                                one.windows().getLast()));
        PoolState other = used(PoolState.untouched(pool(MINUTE)), 0, 7);

        PoolState joined = guessing.joined(other, NOON);

        assertThat(joined.windows().getFirst().window().limit()).isEqualTo(30);
        assertThat(joined.windows().getFirst().meter().used(NOON)).isEqualTo(17);
        assertThat(joined.windows().getLast().meter().used(NOON)).as("which it has alone").isZero();
        assertThat(joined.suspicions()).isEmpty();
    }

    @Test
    void underANewEntryKnownWindowsKeepTheirUsesAndLearntOnesStay() {
        PoolState known = used(PoolState.untouched(pool(MINUTE, DAY)), 0, 10);
        WindowState learnt =
                WindowState.published(window(500, 3_600, QuotaReset.ROLLING)).refused(NOON, 0);
        PoolState all =
                known.with(List.of(known.windows().getFirst(), learnt, known.windows().getLast()));

        PoolState changed = all.under(pool(window(40, 60, QuotaReset.ROLLING)), NOON);

        assertThat(changed.windows())
                .extracting(window -> window.window().seconds())
                .as("the day was only published, and is no more")
                .containsExactly(60L, 3_600L);
        assertThat(changed.windows().getFirst().window().limit()).isEqualTo(40);
        assertThat(changed.windows().getFirst().meter().used(NOON)).isEqualTo(10);
        PoolState fresh = all.under(pool(window(9, 7, QuotaReset.ROLLING)), NOON);
        assertThat(fresh.windows().getFirst().meter().used(NOON)).isZero();
    }

    @Test
    void theStandingNamesHoldersThatHoldAndACooldownThatHolds() {
        PoolState state =
                PoolState.untouched(pool(MINUTE)).with(new Cooling(NOON.plusSeconds(9), 0, null));
        state =
                new PoolState(
                        state.windows(),
                        Map.of(
                                QuotaUnit.REQUESTS,
                                List.of(
                                        grant("g1", "a", 5, 0),
                                        grant("g2", "a", 4, 4),
                                        grant("g3", "b", 2, 2))),
                        Map.of(),
                        state.cooling(),
                        Map.of(),
                        List.of());
        PoolStanding cooling = state.standing(NOON);
        assertThat(cooling.holders()).isEqualTo(1);
        assertThat(cooling.coolingUntil()).isEqualTo(NOON.plusSeconds(9));
        assertThat(cooling.windows().getFirst().held()).isEqualTo(5);
        assertThat(state.standing(NOON.plusSeconds(9)).coolingUntil()).isNull();
    }

    @Test
    void gatewaysThatWereSilentForLongAreForgottenAndEmptyGrantsToo() {
        PoolState state =
                PoolState.untouched(pool(MINUTE))
                        .hearing("old", 3, NOON)
                        .hearing("new", 4, NOON.plusSeconds(1));
        assertThat(state.at(NOON.plus(Duration.ofMinutes(10)), NOON).heard())
                .containsOnlyKeys("old", "new");
        assertThat(state.at(NOON.plus(Duration.ofMinutes(10)).plusMillis(1), NOON).heard())
                .containsOnlyKeys("new");

        PoolState holding =
                new PoolState(
                        state.windows(),
                        Map.of(
                                QuotaUnit.REQUESTS,
                                List.of(grant("g1", "a", 5, 0), grant("g2", "a", 4, 4)),
                                QuotaUnit.TOKENS,
                                List.of(grant("g3", "a", 9, 9))),
                        Map.of(),
                        null,
                        Map.of(),
                        List.of());
        PoolState living = holding.at(NOON, NOON);
        assertThat(living.grants()).containsOnlyKeys(QuotaUnit.REQUESTS);
        assertThat(living.grants().get(QuotaUnit.REQUESTS))
                .extracting(Grant::id)
                .containsExactly("g1");
    }

    @Test
    void anExpiredGrantIsRememberedForTenMinutes() {
        Grant expired = new Grant("g1", "a", 5, 0, 0, NOON, true);
        PoolState state =
                new PoolState(
                        PoolState.untouched(pool(MINUTE)).windows(),
                        Map.of(QuotaUnit.REQUESTS, List.of(expired)),
                        Map.of(),
                        null,
                        Map.of(),
                        List.of());
        Instant end = NOON.plus(Duration.ofMinutes(10));
        assertThat(state.at(end.minusMillis(1), NOON).grants()).isNotEmpty();
        assertThat(state.at(end, NOON).grants()).isEmpty();
    }

    private static PoolState suspecting(String other, int weight) {
        return new PoolState(
                PoolState.untouched(pool(MINUTE)).windows(),
                Map.of(),
                Map.of(),
                null,
                Map.of(other, new Suspicion(weight, null)),
                List.of());
    }

    private static PoolState used(PoolState state, int window, long amount) {
        List<WindowState> changed = new java.util.ArrayList<>(state.windows());
        changed.set(window, changed.get(window).used(amount, NOON, NOON));
        return state.with(changed);
    }

    private static Grant grant(String id, String holder, long granted, long returned) {
        return new Grant(id, holder, granted, returned, 0, NOON.plusSeconds(5), false);
    }

    private static QuotaPool pool(QuotaWindow... windows) {
        return new QuotaPool("pool", "groq", "default", null, false, Arrays.asList(windows));
    }

    private static QuotaWindow window(long limit, long seconds, QuotaReset reset) {
        return new QuotaWindow(QuotaUnit.REQUESTS, limit, seconds, reset);
    }
}
