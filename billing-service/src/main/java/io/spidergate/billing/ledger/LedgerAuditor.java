package io.spidergate.billing.ledger;

import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.LedgerAudit;
import io.spidergate.contracts.billing.LedgerAudit.Difference;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the ledger is right: events, entries and balances held against each other.
@ApplicationScoped
public class LedgerAuditor {

    private static final int MAX_DAYS = 366;
    private static final int TOLD = 100;

    private final PostgresAudit accounts;
    private final LedgerConfig config;
    private final Clock clock;

    LedgerAuditor(PostgresAudit accounts, LedgerConfig config, Clock clock) {
        this.accounts = accounts;
        this.config = config;
        this.clock = clock;
    }

    /// @param days the last so many UTC days, today included; as configured where absent
    public LedgerAudit audit(@Nullable Integer days) {
        int read = days == null ? config.auditDays() : days;
        if (read < 1 || read > MAX_DAYS) {
            throw Refusal.badRequest(
                    "days", "'days' must be from 1 to %d, got %d".formatted(MAX_DAYS, read));
        }
        Instant now = clock.instant();
        LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(read - 1L);
        return audit(now, from, accounts.read(from));
    }

    static LedgerAudit audit(Instant now, LocalDate from, PostgresAudit.Reading reading) {
        List<Difference> all = reading.differences();
        return new LedgerAudit(
                now,
                from,
                reading.sum().requests(),
                reading.sum().nanoUsd(),
                reading.missed(),
                reading.deadLetters(),
                all.stream().mapToLong(LedgerAuditor::drift).sum(),
                all.subList(0, Math.min(all.size(), TOLD)));
    }

    private static long drift(Difference difference) {
        return Math.abs(difference.expected().nanoUsd() - difference.found().nanoUsd());
    }
}
