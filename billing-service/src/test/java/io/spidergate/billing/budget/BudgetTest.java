package io.spidergate.billing.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.BudgetPeriod;
import io.spidergate.contracts.billing.BudgetScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetTest {

    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe");

    @ParameterizedTest
    @EnumSource(BudgetPeriod.class)
    void whatRollsCountsForItsPeriodAndAnHourMoreAtMost(BudgetPeriod period) {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            Budget budget = budget(period, true, ZONES.get(i % ZONES.size()));
            Instant spent = Instant.ofEpochMilli(random.nextLong(0, 4_000_000_000_000L));
            Instant later = spent.plusMillis(random.nextLong(0, Duration.ofDays(40).toMillis()));
            boolean counts = !budget.rowOf(spent).isBefore(budget.since(later));
            Duration age = Duration.between(spent, later);
            if (age.compareTo(period.rolling()) <= 0) {
                assertThat(counts).isTrue();
            }
            if (age.compareTo(period.rolling().plusHours(1)) > 0) {
                assertThat(counts).isFalse();
            }
            Instant resets = budget.resetsAt(budget.rowOf(spent), spent);
            assertThat(budget.rowOf(spent)).isBefore(budget.since(resets));
            assertThat(budget.rowOf(spent)).isAfterOrEqualTo(budget.since(resets.minusMillis(1)));
        }
    }

    @ParameterizedTest
    @EnumSource(BudgetPeriod.class)
    void aCalendarsRowIsThePresentPeriod(BudgetPeriod period) {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 20_000; i++) {
            Budget budget = budget(period, false, ZONES.get(i % ZONES.size()));
            Instant now = Instant.ofEpochMilli(random.nextLong(0, 4_000_000_000_000L));

            assertThat(budget.rowOf(now)).isEqualTo(budget.since(now));
            assertThat(budget.resetsAt(now, now)).isAfter(now);
            assertThat(budget.since(budget.resetsAt(now, now)))
                    .isEqualTo(budget.resetsAt(now, now));
            assertThat(budget.window().startOf(now)).isEqualTo(budget.since(now));
        }
    }

    @Test
    void concernsTheAgentOrTheTagOfItsWorkspaceAlone() {
        Budget tag = budget(new BudgetScope(BudgetScope.Kind.TAG, "team:a"));
        assertThat(tag.concerns("ws_one", "agt_1", List.of("team:b", "team:a"))).isTrue();
        assertThat(tag.concerns("ws_one", "agt_1", List.of("team:b"))).isFalse();
        assertThat(tag.concerns("ws_two", "agt_1", List.of("team:a"))).isFalse();

        Budget agent = budget(new BudgetScope(BudgetScope.Kind.AGENT, "agt_1"));
        assertThat(agent.concerns("ws_one", "agt_1", List.of())).isTrue();
        assertThat(agent.concerns("ws_one", "agt_2", List.of("agt_1"))).isFalse();
        assertThat(agent.concerns("ws_two", "agt_1", List.of())).isFalse();

        assertThat(budget(BudgetScope.WORKSPACE).concerns("ws_one", "agt_9", List.of())).isTrue();
        assertThat(budget(BudgetScope.WORKSPACE).concerns("ws_two", "agt_9", List.of())).isFalse();
    }

    private static Budget budget(BudgetScope scope) {
        return budget(BudgetPeriod.DAY, false, "UTC", scope);
    }

    private static Budget budget(BudgetPeriod period, boolean rolling, String zone) {
        return budget(period, rolling, zone, BudgetScope.WORKSPACE);
    }

    private static Budget budget(
            BudgetPeriod period, boolean rolling, String zone, BudgetScope scope) {
        return new Budget(
                "bud_1",
                "ws_one",
                "one",
                scope,
                period,
                rolling,
                ZoneId.of(zone),
                100,
                false,
                false,
                List.of(80),
                Instant.EPOCH,
                false,
                1);
    }
}
