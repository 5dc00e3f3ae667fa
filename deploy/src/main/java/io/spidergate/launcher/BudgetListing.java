package io.spidergate.launcher;

import io.spidergate.contracts.billing.BudgetView;
import io.spidergate.launcher.console.Table;
import io.spidergate.money.Money;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Budgets for people. Pure.
final class BudgetListing {

    private BudgetListing() {}

    static String table(List<BudgetView> budgets) {
        Table table =
                new Table(
                        "BUDGET",
                        "NAME",
                        "WORKSPACE",
                        "COUNTS",
                        "PERIOD",
                        "SPENT",
                        "LIMIT",
                        "USED",
                        "RESETS",
                        "KIND");
        for (BudgetView budget : budgets) {
            table.row(
                    budget.id(),
                    budget.name(),
                    budget.workspace().value(),
                    scope(budget),
                    period(budget),
                    Money.ofNanoUsd(budget.spentNanoUsd()).toString(),
                    Money.ofNanoUsd(budget.limitNanoUsd()).toString(),
                    used(budget),
                    budget.resetsAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                    kind(budget));
        }
        return table.toString();
    }

    static String details(BudgetView budget) {
        Table table = new Table(budget.id(), budget.name());
        table.row("workspace", budget.workspace().value());
        table.row("counts", scope(budget));
        table.row("period", period(budget));
        table.row("since", budget.since().truncatedTo(ChronoUnit.SECONDS).toString());
        table.row("resets", budget.resetsAt().truncatedTo(ChronoUnit.SECONDS).toString());
        table.row("limit", Money.ofNanoUsd(budget.limitNanoUsd()) + ", " + kind(budget));
        table.row(
                "spent", "%s, %s".formatted(Money.ofNanoUsd(budget.spentNanoUsd()), used(budget)));
        table.row("set aside", Money.ofNanoUsd(budget.heldNanoUsd()).toString());
        table.row("warns at", warnings(budget));
        return table.toString();
    }

    private static String warnings(BudgetView budget) {
        return budget.warnAtPercent().isEmpty()
                ? "never"
                : budget.warnAtPercent().stream()
                        .map(percent -> percent + " %")
                        .collect(Collectors.joining(", "));
    }

    private static String scope(BudgetView budget) {
        return switch (budget.scope().kind()) {
            case WORKSPACE -> "workspace";
            case AGENT -> budget.scope().value();
            case TAG -> "tag " + budget.scope().value();
        };
    }

    private static String period(BudgetView budget) {
        String word = budget.period().name().toLowerCase(Locale.ROOT);
        return budget.rolling()
                ? switch (budget.period()) {
                    case DAY -> "last 24 hours";
                    case WEEK -> "last 7 days";
                    case MONTH -> "last 30 days";
                }
                : budget.zone().equals("UTC") ? word : word + " in " + budget.zone();
    }

    private static String used(BudgetView budget) {
        return budget.limitNanoUsd() == 0
                ? ""
                : "%.0f %%".formatted(100.0 * budget.spentNanoUsd() / budget.limitNanoUsd());
    }

    private static String kind(BudgetView budget) {
        return budget.soft() ? "soft" : budget.ceiling() ? "ceiling" : "hard";
    }
}
