package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.Reconciliation;
import io.spidergate.contracts.billing.Reconciliation.Account;
import io.spidergate.contracts.billing.Reconciliation.Charged;
import io.spidergate.contracts.billing.Reconciliation.Day;
import io.spidergate.contracts.billing.Reconciliation.State;
import io.spidergate.contracts.billing.Reconciliation.Told;
import io.spidergate.contracts.billing.Reconciliation.Unread;
import io.spidergate.contracts.id.CredentialId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationTableTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    @Test
    void aDayShowsBothSidesAndWhatADifferenceMayComeFrom() {
        Day day =
                new Day(
                        DAY,
                        State.DIFFERS,
                        new Charged(2_000_000_000L, 4, 0, 0, 500_000_000L, 1),
                        new Told(2_400_000_000L, 5L, null, null),
                        400_000_000L,
                        new BigDecimal("16.67"),
                        List.of());

        String shown = ReconciliationTable.of(of(null, day));

        assertThat(shown)
                .contains(
                        "openrouter", "2026-11-20", "$2.00", "$2.40", "$0.40 (16.67 %)", "differs")
                .contains("4 / 5", "$0.50 estimated, 1 without a price")
                .contains("openrouter, account default: read at 2026-11-21T06:00:00Z.")
                .contains("groq, account default: $0.003 charged, and no key");
    }

    @Test
    void whyAnAccountWasNotReadIsSaid() {
        Day day = new Day(DAY, State.NOT_TOLD, Charged.NOTHING, null, null, null, List.of());

        assertThat(ReconciliationTable.of(of("It wants a management key.", day)))
                .contains("nothing yet", "not told", "not read. It wants a management key.");
    }

    @Test
    void whoReadsNoAccountIsToldHow() {
        assertThat(ReconciliationTable.of(new Reconciliation(DAY, DAY, List.of(), List.of())))
                .contains("reconcile add --provider");
    }

    private static Reconciliation of(String failure, Day day) {
        return new Reconciliation(
                DAY,
                DAY.plusDays(7),
                List.of(
                        new Account(
                                "openrouter",
                                "default",
                                new CredentialId("cred_1"),
                                Instant.parse("2026-11-21T06:00:00.5Z"),
                                failure,
                                List.of(day))),
                List.of(new Unread("groq", "default", 3_000_000)));
    }
}
