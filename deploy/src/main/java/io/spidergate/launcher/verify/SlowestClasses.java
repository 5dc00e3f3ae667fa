package io.spidergate.launcher.verify;

import io.spidergate.launcher.console.Table;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The table at the end of the full tier: where to look when it has become slow.
final class SlowestClasses {

    private static final int SHOWN = 10;

    private SlowestClasses() {}

    static String of(List<TestReport> reports) {
        Table table = new Table("slowest", "tests", "seconds");
        reports.stream()
                .sorted(Comparator.comparing(TestReport::time).reversed())
                .limit(SHOWN)
                .forEach(report ->
                        table.row(
                                report.simpleName(),
                                Integer.toString(report.tally().total()),
                                seconds(report.time())));
        return table.toString();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }
}
