package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.UsageReport;
import io.spidergate.contracts.billing.UsageReport.Bucket;
import io.spidergate.contracts.billing.UsageReport.Group;
import io.spidergate.contracts.billing.UsageReport.Latency;
import io.spidergate.contracts.billing.UsageReport.Range;
import io.spidergate.contracts.billing.UsageReport.Sums;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTableTest {

    private static final Instant DAY = Instant.parse("2026-11-27T00:00:00Z");
    private static final Sums SUMS =
            new Sums(4, 5, 3, 0, 1, 0, 0, 0, 0, 2, 100, 10, 50, 1_500_000, 4_000_000, 500_000);

    @Test
    void showsRowsAndASummary() {
        String text = UsageTable.text(report(SUMS, SUMS), UsageTable.By.AGENT);
        assertThat(text)
                .contains("AGENT", "robot (agt_1)", "$0.0015", "$0.0025")
                .contains("4 requests, 75.0% delivered")
                .contains("half took less than 120 ms, 95% less than 2.5 s")
                .contains("Before: 4 requests, $0.0015.");
        assertThat(UsageTable.text(report(SUMS, null), UsageTable.By.MODEL))
                .contains("(none served)")
                .doesNotContain("Before");
        assertThat(UsageTable.text(report(Sums.NONE, null), UsageTable.By.DAY))
                .startsWith("Nothing was used from 2026-11-27T00:00:00Z");
    }

    @Test
    void csvHasPlainNumbersAndNoFormulas() {
        assertThat(UsageTable.csv(report(SUMS, null), UsageTable.By.DAY))
                .isEqualTo(
                        "day,requests,attempts,delivered,hollow,failed,unknown,truncated,tool_calls,cached,streamed,"
                                + "input_tokens,cached_input_tokens,output_tokens,cost_usd,list_usd,billed_usd\n"
                                + "2026-11-27T00:00:00Z,4,5,3,0,1,0,0,0,0,2,100,10,50,0.0015,0.004,0.001\n");
        assertThat(UsageTable.csv(report(SUMS, null), UsageTable.By.ALIAS))
                .contains("\n\"'=cmd()\",4,")
                .contains("\n\"a,\"\"b\"\"\",4,");
    }

    private static UsageReport report(Sums total, Sums before) {
        return new UsageReport(
                new Range(DAY, DAY.plusSeconds(86_400), "day"),
                total,
                before,
                new Latency(3, 500_000, 120_000, 2_500_000, 9_000_000),
                new Latency(0, 0, 0, 0, 0),
                List.of(new Bucket(DAY, SUMS)),
                List.of(new Group("", null, SUMS)),
                List.of(new Group("=cmd()", null, SUMS), new Group("a,\"b\"", null, SUMS)),
                List.of(new Group("agt_1", "robot", SUMS)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
