package io.spidergate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of metrics names every series that the services register, with its labels, and none
/// that does not exist.
class MetricsPageTest {

    private static final Path ROOT = Path.of(System.getProperty("spidergate.root"));

    /// A row of the table: series, labels, service, meaning.
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(spidergate_\\w+)` \\|([^|]*)\\| [^|]+ \\| [^|]+ \\|$");

    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    @Test
    void thePageAndTheSourcesNameTheSameSeriesWithTheSameLabels() throws IOException {
        assertThat(onThePage()).isEqualTo(new MetricSources(ROOT).series());
    }

    private static Map<String, Set<String>> onThePage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/observability/metrics.md"));
        Map<String, Set<String>> series = new TreeMap<>();
        ROW.matcher(page).results().forEach(row -> series.put(row.group(1), labels(row.group(2))));
        return series;
    }

    private static Set<String> labels(String cell) {
        Set<String> labels = new TreeSet<>();
        WORD.matcher(cell).results().map((MatchResult word) -> word.group(1)).forEach(labels::add);
        return labels;
    }
}
