package io.spidergate.billing.reconciliation;

import static io.spidergate.billing.reconciliation.AttemptedEvents.attempt;
import static io.spidergate.billing.reconciliation.AttemptedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.billing.reconciliation.AccountUse.Entered;
import io.spidergate.billing.reconciliation.AccountUse.Row;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class AccountUseTest {

    private static final Instant BEFORE_MIDNIGHT = Instant.parse("2026-11-20T23:59:59Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    @Test
    void eachAttemptCountsWhereAndWhenItWasMade() {
        Entered request =
                new Entered(
                        event(
                                "t",
                                BEFORE_MIDNIGHT,
                                12,
                                List.of(
                                        attempt("groq", "a", 0, Evidence.NONE, 0),
                                        attempt("openai", "a", 5, Evidence.ESTIMATED, 10),
                                        attempt("openai", "a", 7, Evidence.MEASURED, 1_500_000))),
                        4);

        assertThat(AccountUse.of(List.of(request)))
                .containsExactly(
                        java.util.Map.entry(
                                new Row(DAY, "openai", "a", "model-of-openai", 4),
                                new AccountUse(1, 5, 5, 0, 10, 3)),
                        java.util.Map.entry(
                                new Row(DAY.plusDays(1), "openai", "a", "model-of-openai", 4),
                                new AccountUse(1, 7, 0, 0, 10, 3)));
    }

    @Test
    void anAttemptWithoutAPriceIsCountedAsThat() {
        Entered request =
                new Entered(
                        event(
                                "t",
                                BEFORE_MIDNIGHT,
                                0,
                                List.of(attempt("openai", "a", 0, Evidence.MEASURED, 0))),
                        0);

        assertThat(AccountUse.of(List.of(request)).values())
                .containsExactly(new AccountUse(1, 0, 0, 1, 10, 3));
    }

    /// An event that says it began at an odd time moves no day further than the next.
    @Test
    void anOddTimeMovesNoDayFar() {
        Entered request =
                new Entered(
                        event(
                                "t",
                                BEFORE_MIDNIGHT,
                                9,
                                List.of(
                                        attempt("a", "a", 4, Evidence.MEASURED, Long.MIN_VALUE),
                                        attempt("b", "b", 5, Evidence.MEASURED, Long.MAX_VALUE))),
                        0);

        assertThat(AccountUse.of(List.of(request)).keySet())
                .extracting(Row::day)
                .containsExactly(DAY, DAY.plusDays(1));
    }

    @Test
    void theCostsOfAllRowsAreTheCostsOfAllRequests() {
        Random random = new Random(4711);
        for (int play = 0; play < 2_000; play++) {
            List<Entered> requests = new ArrayList<>();
            long charged = 0;
            for (int i = random.nextInt(8); i >= 0; i--) {
                long cost = random.nextLong(1_000_000);
                charged += cost;
                requests.add(
                        new Entered(
                                event("t", BEFORE_MIDNIGHT, cost, attempts(random)),
                                random.nextInt(3)));
            }

            SortedMap<Row, AccountUse> rows = AccountUse.of(requests);

            assertThat(rows.values().stream().mapToLong(AccountUse::nanoUsd).sum())
                    .isEqualTo(charged);
        }
    }

    private static List<AttemptRecord> attempts(Random random) {
        List<AttemptRecord> attempts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attempts.add(
                    attempt(
                            "p" + random.nextInt(2),
                            "a" + random.nextInt(2),
                            random.nextLong(500_000),
                            Evidence.values()[random.nextInt(3)],
                            random.nextLong()));
        }
        return attempts;
    }
}
