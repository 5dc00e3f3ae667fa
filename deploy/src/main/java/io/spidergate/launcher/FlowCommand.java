package io.spidergate.launcher;

import io.spidergate.contracts.traces.FlowReport;
import io.spidergate.contracts.traces.FlowReport.Totals;
import io.spidergate.launcher.admin.Traces;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.money.Money;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `flow`: from what was asked for to who served it.
@Command(
        name = "flow",
        mixinStandardHelpOptions = true,
        description = {
            "Shows which models served what was asked for, what that cost,",
            "what it would have cost without free quota, and why money was spent."
        })
final class FlowCommand implements Callable<Integer> {

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = "Of the last N days, 1 to 366 (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "40",
            description = "Rows, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        Settings settings = options.read();
        Traces traces = new Traces(Suite.requireRunning(settings), new Folders(settings.data()));
        FlowReport report = traces.flow(days, limit);
        if (report.total().requests() == 0) {
            System.out.println("Nothing was asked since " + report.from() + ".");
            return 0;
        }
        System.out.print(rows(report));
        if (report.truncated()) {
            System.out.println("… and more; --limit shows them.");
        }
        System.out.println(summary(report));
        return 0;
    }

    private static Table rows(FlowReport report) {
        Table table =
                new Table("REQUESTED", "SERVED BY", "REQUESTS", "FAILED", "COST", "AT LIST PRICE");
        for (FlowReport.Row row : report.rows()) {
            table.row(
                    row.requestedModel().isEmpty() ? "(unknown model)" : row.requestedModel(),
                    row.servedModel().isEmpty()
                            ? "nobody"
                            : row.servedProvider() + "/" + row.servedModel(),
                    Long.toString(row.totals().requests()),
                    Long.toString(row.totals().failed()),
                    usd(row.totals().costNanoUsd()),
                    usd(row.totals().listNanoUsd()));
        }
        return table;
    }

    private static String summary(FlowReport report) {
        Totals total = report.total();
        String shares =
                report.shares().stream()
                        .map(share ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %.1f%%",
                                        share.kind(),
                                        100.0 * share.totals().requests() / total.requests()))
                        .collect(Collectors.joining(", "));
        String because =
                report.paidBecause().stream()
                        .map(reason -> reason.reason() + " " + reason.requests())
                        .collect(Collectors.joining(", "));
        return "%d requests: %s. Spent %s, avoided %s.%s"
                .formatted(
                        total.requests(),
                        shares,
                        usd(total.costNanoUsd()),
                        usd(total.avoidedNanoUsd()),
                        because.isEmpty() ? "" : " Paid because: " + because + ".");
    }

    private static String usd(long nanoUsd) {
        return Money.ofNanoUsd(nanoUsd).toString();
    }
}
