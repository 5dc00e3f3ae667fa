package io.spidergate.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarChartTest {

    @Test
    void everyBarStaysInItsFrameAndItsPartInIt() {
        qt().forAll(lists().of(longs().between(0, 5_000_000_000L)).ofSizeBetween(0, 200))
                .checkAssert(totals -> {
                    BarChart chart =
                            BarChart.of(
                                    totals.stream()
                                            .map(t -> new BarChart.Value("", t, t / 3))
                                            .toList());
                    assertThat(chart.bars()).hasSize(totals.size());
                    for (BarChart.Bar bar : chart.bars()) {
                        assertThat(bar.y()).isBetween(0, BarChart.HEIGHT);
                        assertThat(bar.y() + bar.height()).isEqualTo(BarChart.HEIGHT);
                        assertThat(bar.partHeight()).isBetween(0, bar.height());
                        assertThat(bar.width()).isPositive();
                    }
                });
    }

    @Test
    void whatIsThereIsSeenBesideTheLargest() {
        BarChart chart =
                BarChart.of(
                        List.of(
                                new BarChart.Value("a", 1_000_000, 1),
                                new BarChart.Value("b", 1, 0),
                                new BarChart.Value("c", 0, 0)));
        assertThat(chart.bars().get(0).partHeight()).isPositive();
        assertThat(chart.bars().get(1).height()).isPositive();
        assertThat(chart.bars().get(2).height()).isZero();
    }
}
