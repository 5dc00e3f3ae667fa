package io.spidergate.billing.ledger;

import io.spidergate.allowance.Window;
import io.spidergate.billing.budget.Budget;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What entries add to one row of a counter. Pure.
///
/// Law: each entry counts once in the month of its token, and once in each budget that counts it.
record Posting(long requests, long nanoUsd) {

    /// In the order in which rows are locked, by allowances too.
    record Row(String subject, Instant start) implements Comparable<Row> {

        @Override
        public int compareTo(Row other) {
            int bySubject = subject.compareTo(other.subject);
            return bySubject != 0 ? bySubject : start.compareTo(other.start);
        }
    }

    /// What of it counts in the present period, by token and budget.
    static Map<String, Long> present(
            SortedMap<Row, Posting> sums, List<Budget> budgets, Instant now) {
        Map<String, Instant> since = new HashMap<>();
        budgets.forEach(budget -> since.put(budget.id(), budget.since(now)));
        Instant month = Window.MONTH.startOf(now);
        Map<String, Long> present = new HashMap<>();
        sums.forEach((row, posting) -> {
            if (posting.nanoUsd() != 0
                    && !row.start().isBefore(since.getOrDefault(row.subject(), month))) {
                present.merge(row.subject(), posting.nanoUsd(), Math::addExact);
            }
        });
        return present;
    }

    static SortedMap<Row, Posting> of(Collection<Movement> movements, List<Budget> budgets) {
        SortedMap<Row, Posting> sums = new TreeMap<>();
        for (Movement movement : movements) {
            Posting posting = new Posting(movement.requests(), movement.nanoUsd());
            Instant month = Window.MONTH.startOf(movement.startedAt());
            sums.merge(new Row(movement.tokenRef(), month), posting, Posting::plus);
            for (Budget budget : budgets) {
                if (counts(budget, movement)) {
                    Instant start = budget.rowOf(movement.startedAt());
                    sums.merge(new Row(budget.id(), start), posting, Posting::plus);
                }
            }
        }
        return sums;
    }

    private static boolean counts(Budget budget, Movement movement) {
        return budget.isCountedAt(movement.startedAt())
                && budget.concerns(movement.workspace(), movement.agent(), movement.tags());
    }

    private Posting plus(Posting other) {
        return new Posting(requests + other.requests, Math.addExact(nanoUsd, other.nanoUsd));
    }
}
