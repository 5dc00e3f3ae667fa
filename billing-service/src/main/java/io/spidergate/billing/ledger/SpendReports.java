package io.spidergate.billing.ledger;

import io.spidergate.allowance.Window;
import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.LedgerEntryView;
import io.spidergate.contracts.billing.LedgerSummary;
import io.spidergate.contracts.billing.SpendReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What was spent, read from the ledger itself.
@ApplicationScoped
public class SpendReports {

    private static final int MAX_DAYS = 366;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final PostgresSpend spend;
    private final PostgresEntries entries;
    private final Clock clock;

    SpendReports(PostgresSpend spend, PostgresEntries entries, Clock clock) {
        this.spend = spend;
        this.entries = entries;
        this.clock = clock;
    }

    public SpendReport spend(@Nullable String from, @Nullable String to) {
        return report(null, from, to);
    }

    /// Nothing spent where there is no such token.
    public SpendReport spendOfToken(String tokenRef, @Nullable String from, @Nullable String to) {
        return report(tokenRef, from, to);
    }

    private SpendReport report(
            @Nullable String tokenRef, @Nullable String from, @Nullable String to) {
        Instant now = clock.instant();
        Instant start = from == null ? Window.MONTH.startOf(now) : instant("from", from);
        Instant end =
                to == null
                        ? now.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS)
                        : instant("to", to);
        if (!start.isBefore(end)) {
            throw Refusal.badRequest(
                    "from", "'from' must be before 'to', got %s and %s".formatted(start, end));
        }
        if (Duration.between(start, end).compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
            throw Refusal.badRequest(
                    "to",
                    "the range must be at most %d days, got %s to %s"
                            .formatted(MAX_DAYS, start, end));
        }
        return spend.report(tokenRef, start, end);
    }

    public LedgerEntryView entry(String id, @Nullable String workspace) {
        return entries.entry(id, workspace)
                .orElseThrow(() ->
                        Refusal.notFound(
                                "ledger_entry_not_found", "the ledger has no entry of that id"));
    }

    public LedgerSummary summary() {
        return spend.summary();
    }

    private static Instant instant(String field, String text) {
        try {
            Instant instant = Instant.parse(text);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw Refusal.badRequest(
                        field, "'%s' must be from 2000 to 2200, got %s".formatted(field, instant));
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw Refusal.badRequest(
                    field,
                    "'%s' must be an ISO-8601 UTC instant, got '%s'"
                            .formatted(field, abbreviated(text)));
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
