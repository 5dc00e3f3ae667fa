package io.spidergate.dashboard.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.spidergate.contracts.traces.TraceDetail.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaterfallTest {

    @Test
    void everySpanIsSeenAndStaysOnTheScale() {
        qt().forAll(longs().between(0, 10_000_000), longs().between(0, 10_000_000))
                .checkAssert((start, duration) -> {
                    Waterfall waterfall =
                            Waterfall.of(
                                    List.of(
                                            new Span("request", 0, 0, 5_000, false, ""),
                                            new Span("attempt 1", 1, start, duration, true, "")));
                    assertThat(waterfall.bars())
                            .allSatisfy(bar -> {
                                assertThat(bar.x()).isNotNegative();
                                assertThat(bar.width()).isPositive();
                                assertThat(bar.x() + bar.width())
                                        .isLessThanOrEqualTo(Waterfall.SCALE);
                            });
                });
    }

    @Test
    void theKindOfAnAttemptIsWithoutItsNumber() {
        assertThat(Waterfall.of(List.of(new Span("attempt 2", 1, 0, 5, false, ""))).bars())
                .extracting(Waterfall.Bar::kind)
                .containsExactly("attempt");
    }
}
