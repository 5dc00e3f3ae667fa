package io.spidergate.launcher;

import io.spidergate.contracts.billing.SpendForecast;
import io.spidergate.contracts.billing.UsageReport;
import io.spidergate.contracts.billing.UsageReport.Group;
import io.spidergate.contracts.billing.UsageReport.Sums;
import io.spidergate.launcher.console.Table;
import io.spidergate.money.Money;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// A report of usage as text. Pure.
final class UsageTable {

    private static final String CSV_HEADER =
            "%s,requests,attempts,delivered,hollow,failed,unknown,truncated,tool_calls,cached,streamed,"
                    + "input_tokens,cached_input_tokens,output_tokens,cost_usd,list_usd,billed_usd\n";

    private UsageTable() {}

    /// What rows stand for.
    enum By {
        DAY,
        HOUR,
        MODEL,
        ALIAS,
        AGENT,
        PROVIDER,
        KIND,
        TAG,
        BASIS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Row(String name, Sums sums) {}

    static String text(UsageReport report, By by) {
        Sums total = report.total();
        if (total.requests() == 0) {
            return "Nothing was used from %s to %s.%n"
                    .formatted(report.range().from(), report.range().to());
        }
        Table table =
                new Table(
                        by.name(),
                        "REQUESTS",
                        "FAILED",
                        "INPUT TOKENS",
                        "OUTPUT TOKENS",
                        "COST",
                        "BILLED",
                        "AVOIDED");
        for (Row row : rows(report, by)) {
            table.row(
                    row.name,
                    Long.toString(row.sums.requests()),
                    Long.toString(row.sums.failed()),
                    Long.toString(row.sums.inputTokens()),
                    Long.toString(row.sums.outputTokens()),
                    usd(row.sums.nanoUsd()),
                    usd(row.sums.billedNanoUsd()),
                    usd(row.sums.avoidedNanoUsd()));
        }
        return table + summary(report);
    }

    static String text(SpendForecast forecast) {
        String total =
                "Spent %s in this month, %s a day; that makes %s at %s: %s.%n"
                        .formatted(
                                usd(forecast.spentNanoUsd()),
                                usd(forecast.perDayNanoUsd()),
                                usd(forecast.monthEndNanoUsd()),
                                forecast.monthEndsAt(),
                                forecast.method());
        if (forecast.budgets().isEmpty()) {
            return total;
        }
        Table table = new Table("BUDGET", "NAME", "LIMIT", "SPENT", "A DAY", "USED UP");
        for (SpendForecast.OfBudget budget : forecast.budgets()) {
            table.row(
                    budget.subject(),
                    budget.name(),
                    usd(budget.limitNanoUsd()),
                    usd(budget.spentNanoUsd()),
                    usd(budget.perDayNanoUsd()),
                    budget.usedUpAt() == null
                            ? "not before it resets"
                            : budget.usedUpAt().truncatedTo(ChronoUnit.MINUTES).toString());
        }
        return table + total;
    }

    static String csv(UsageReport report, By by) {
        StringBuilder csv = new StringBuilder(CSV_HEADER.formatted(by.word()));
        rows(report, by).forEach(row -> csv.append(csv(row)));
        return csv.toString();
    }

    private static String csv(Row row) {
        Sums sums = row.sums;
        return "%s,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%s,%s,%s\n"
                .formatted(
                        quoted(row.name),
                        sums.requests(),
                        sums.attempts(),
                        sums.delivered(),
                        sums.hollow(),
                        sums.failed(),
                        sums.unknown(),
                        sums.truncated(),
                        sums.toolCalls(),
                        sums.cached(),
                        sums.streamed(),
                        sums.inputTokens(),
                        sums.cachedInputTokens(),
                        sums.outputTokens(),
                        decimal(sums.nanoUsd()),
                        decimal(sums.listNanoUsd()),
                        decimal(sums.billedNanoUsd()));
    }

    private static List<Row> rows(UsageReport report, By by) {
        return switch (by) {
            case DAY, HOUR ->
                    report.byBucket().stream()
                            .map(it -> new Row(it.from().toString(), it.sums()))
                            .toList();
            case MODEL -> rows(report.byModel(), "(none served)");
            case ALIAS -> rows(report.byAlias(), "(no alias)");
            case AGENT -> rows(report.byAgent(), "");
            case PROVIDER -> rows(report.byProvider(), "(none served)");
            case KIND -> rows(report.byKind(), "");
            case TAG -> rows(report.byTag(), "");
            case BASIS -> rows(report.byBasis(), "");
        };
    }

    private static List<Row> rows(List<Group> groups, String unnamed) {
        return groups.stream()
                .map(it -> new Row(it.name().isEmpty() ? unnamed : name(it), it.sums()))
                .toList();
    }

    private static String name(Group group) {
        return group.label() == null || group.label().equals(group.name())
                ? group.name()
                : group.label() + " (" + group.name() + ")";
    }

    private static String summary(UsageReport report) {
        Sums total = report.total();
        Sums before = report.before();
        return "%d requests, %.1f%% delivered, cost %s, avoided %s; half took less than %s, 95%% less than %s.%s%n"
                .formatted(
                        total.requests(),
                        100.0 * total.delivered() / total.requests(),
                        usd(total.nanoUsd()),
                        usd(total.avoidedNanoUsd()),
                        time(report.latency().p50Us()),
                        time(report.latency().p95Us()),
                        before == null || before.requests() == 0
                                ? ""
                                : " Before: %d requests, %s."
                                        .formatted(before.requests(), usd(before.nanoUsd())));
    }

    private static String time(long us) {
        return us < 1_000_000
                ? us / 1_000 + " ms"
                : String.format(Locale.ROOT, "%.1f s", us / 1_000_000.0);
    }

    private static String usd(long nanoUsd) {
        return Money.ofNanoUsd(nanoUsd).toString();
    }

    private static String decimal(long nanoUsd) {
        return BigDecimal.valueOf(nanoUsd, 9).stripTrailingZeros().toPlainString();
    }

    private static String quoted(String text) {
        // A spreadsheet would take these for the beginning of a formula.
        String safe = text.matches("[=+@-].*") ? "'" + text : text;
        return safe.matches("[A-Za-z0-9_.:/ ()'-]*")
                ? safe
                : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
