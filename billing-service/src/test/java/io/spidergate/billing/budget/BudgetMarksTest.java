package io.spidergate.billing.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.BudgetPeriod;
import io.spidergate.contracts.billing.BudgetScope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetMarksTest {

    @Test
    void whileSpendGrowsEachMarkIsPassedOnceByWhateverSteps() {
        SplittableRandom random = new SplittableRandom(3);
        for (int play = 0; play < 5_000; play++) {
            long limit = random.nextLong(1, play % 2 == 0 ? 1_000 : 1_000_000_000_000_000_000L);
            List<Integer> marks = List.of(1 + random.nextInt(50), 51 + random.nextInt(49));
            Budget budget = budget(limit, marks);
            List<Integer> passed = new ArrayList<>();
            long spent = 0;
            while (spent < limit) {
                long next = spent + random.nextLong(1, Math.max(2, limit / 3));
                passed.addAll(BudgetMarks.passed(budget, spent, next));
                spent = next;
            }
            assertThat(passed).containsExactly(marks.getFirst(), marks.getLast(), 100);
            assertThat(BudgetMarks.passed(budget, spent, spent + limit)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"79, 80, true", "80, 81, false", "0, 79, false", "0, 200, true", "80, 80, false"})
    void isPassedByReachingIt(long before, long after, boolean passed) {
        assertThat(BudgetMarks.passed(budget(100, List.of(80)), before, after).contains(80))
                .isEqualTo(passed);
    }

    @Test
    void aBudgetOfNothingIsUsedUpByTheFirstSpend() {
        assertThat(BudgetMarks.passed(budget(0, List.of()), 0, 0)).isEmpty();
        assertThat(BudgetMarks.passed(budget(0, List.of()), 0, 1)).containsExactly(100);
    }

    private static Budget budget(long limit, List<Integer> warnAt) {
        return new Budget(
                "bud_1",
                "ws_one",
                "one",
                BudgetScope.WORKSPACE,
                BudgetPeriod.DAY,
                false,
                ZoneOffset.UTC,
                limit,
                false,
                false,
                warnAt,
                Instant.EPOCH,
                false,
                1);
    }
}
