package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.LedgerAudit;
import io.spidergate.contracts.billing.LedgerAudit.Account;
import io.spidergate.contracts.billing.LedgerAudit.Difference;
import io.spidergate.contracts.billing.LedgerAudit.Sum;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditReportTest {

    private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");
    private static final LocalDate FROM = LocalDate.parse("2026-11-26");

    @Test
    void aLedgerThatIsRightTakesOneLine() {
        LedgerAudit audit = new LedgerAudit(AT, FROM, 12, 1_500_000_000, 0, 0, 0, List.of());

        assertThat(AuditReport.of(audit).lines())
                .containsExactly("12 requests since 2026-11-26 cost $1.5; drift $0");
    }

    @Test
    void differencesLostEventsAndDeadLettersAreTold() {
        LedgerAudit audit =
                new LedgerAudit(
                        AT,
                        FROM,
                        12,
                        1_500_000_000,
                        3,
                        4,
                        250_000_001,
                        List.of(
                                new Difference(
                                        Account.BALANCE,
                                        "abc in 2026-11",
                                        new Sum(12, 1_500_000_000),
                                        new Sum(11, 1_249_999_999))));

        assertThat(AuditReport.of(audit).lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly(
                        "ACCOUNT OF EXPECTED FOUND",
                        "balance abc in 2026-11 $1.5 in 12 requests $1.249999999 in 11 requests",
                        "12 requests since 2026-11-26 cost $1.5; drift $0.250000001",
                        "3 events were gone from the topic before they were read",
                        "4 events could not be entries and are kept aside");
    }
}
