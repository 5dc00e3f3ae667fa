package io.spidergate.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.billing.budget.Budget;
import io.spidergate.contracts.billing.BudgetPeriod;
import io.spidergate.contracts.billing.BudgetScope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class MovementTest {

    private static final Instant OCTOBER = Instant.parse("2026-10-31T23:30:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T07:10:00Z");

    private final List<Movement> movements =
            List.of(
                    moved("b", "ws_one", List.of("x"), NOVEMBER, 1, 7, 0),
                    moved("a", "ws_one", List.of(), NOVEMBER.plusSeconds(3 * 86_400), 1, 5, 0),
                    moved("a", "ws_one", List.of(), OCTOBER, 1, 3, 0),
                    moved("a", "ws_one", List.of(), NOVEMBER, 0, -2, -2));

    @Test
    void sumsByMonthInTheOrderInWhichRowsAreLocked() {
        Instant october = Instant.parse("2026-10-01T00:00:00Z");
        Instant november = Instant.parse("2026-11-01T00:00:00Z");
        SortedMap<Posting.Row, Posting> sums = Posting.of(movements, List.of());

        assertThat(sums.keySet())
                .containsExactly(
                        new Posting.Row("a", october),
                        new Posting.Row("a", november),
                        new Posting.Row("b", november));
        assertThat(sums).containsEntry(new Posting.Row("a", november), new Posting(1, 3));
    }

    @Test
    void aBudgetCountsWhatItConcernsByItsOwnCalendar() {
        List<Budget> budgets =
                List.of(
                        budget("bud_all", "ws_one", BudgetScope.WORKSPACE, false),
                        budget("bud_hours", "ws_one", BudgetScope.WORKSPACE, true),
                        budget("bud_agent", "ws_one", scope(BudgetScope.Kind.AGENT, "agt_b"), true),
                        budget("bud_tag", "ws_one", scope(BudgetScope.Kind.TAG, "x"), false),
                        budget("bud_other", "ws_two", BudgetScope.WORKSPACE, false));
        SortedMap<Posting.Row, Posting> sums = Posting.of(movements, budgets);

        // In Berlin November has begun.
        Instant november = Instant.parse("2026-10-31T23:00:00Z");
        assertThat(sums)
                .containsEntry(new Posting.Row("bud_all", november), new Posting(3, 13))
                .containsEntry(
                        new Posting.Row("bud_hours", Instant.parse("2026-11-01T07:00:00Z")),
                        new Posting(1, 5))
                .containsEntry(
                        new Posting.Row("bud_agent", Instant.parse("2026-11-01T07:00:00Z")),
                        new Posting(1, 7))
                .containsEntry(new Posting.Row("bud_tag", november), new Posting(1, 7));
        assertThat(sums.keySet()).noneMatch(row -> row.subject().equals("bud_other"));
    }

    @Test
    void whatBeganBeforeABudgetCountsIsInNoneOfItsRows() {
        Budget late =
                new Budget(
                        "bud_late",
                        "ws_one",
                        "late",
                        BudgetScope.WORKSPACE,
                        BudgetPeriod.MONTH,
                        false,
                        ZoneId.of("UTC"),
                        1,
                        false,
                        false,
                        List.of(),
                        Instant.parse("2026-11-01T00:00:00Z"),
                        false,
                        1);

        assertThat(Posting.of(movements, List.of(late)).keySet())
                .filteredOn(row -> row.subject().equals("bud_late"))
                .containsExactly(
                        new Posting.Row("bud_late", Instant.parse("2026-11-01T00:00:00Z")));
    }

    @Test
    void keepsDaysApart() {
        assertThat(Movement.byDay(movements)).hasSize(4);
    }

    private static Movement moved(
            String token,
            String workspace,
            List<String> tags,
            Instant at,
            long requests,
            long nanoUsd,
            long corrected) {
        return new Movement(
                token, workspace, "agt_" + token, tags, at, requests, nanoUsd, corrected);
    }

    private static BudgetScope scope(BudgetScope.Kind kind, String value) {
        return new BudgetScope(kind, value);
    }

    private static Budget budget(String id, String workspace, BudgetScope scope, boolean rolling) {
        return new Budget(
                id,
                workspace,
                id,
                scope,
                BudgetPeriod.MONTH,
                rolling,
                ZoneId.of("Europe/Berlin"),
                1,
                false,
                false,
                List.of(),
                Instant.EPOCH,
                false,
                1);
    }
}
