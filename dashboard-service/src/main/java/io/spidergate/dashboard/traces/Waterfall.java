package io.spidergate.dashboard.traces;

import io.spidergate.contracts.traces.TraceDetail.Span;
import java.util.List;

/// Spans as bars on one scale, from the request's start to the end of its last span.
///
/// @param totalUs length of the scale
public record Waterfall(long totalUs, List<Bar> bars) {

    /// Bars are drawn on a scale of this many units.
    public static final int SCALE = 1_000;

    private static final int MIN_VISIBLE = 3;

    public Waterfall {
        bars = List.copyOf(bars);
    }

    /// @param kind colour of the bar: `request`, `admit`, `plan`, `wait`, `attempt` or `relay`
    public record Bar(Span span, String kind, int x, int width) {}

    static Waterfall of(List<Span> spans) {
        long total =
                Math.max(
                        1,
                        spans.stream()
                                .mapToLong(span -> span.startUs() + span.durationUs())
                                .max()
                                .orElse(0));
        return new Waterfall(total, spans.stream().map(span -> bar(span, total)).toList());
    }

    private static Bar bar(Span span, long total) {
        int x = scaled(Math.max(0, span.startUs()), total);
        int end = scaled(Math.max(0, span.startUs() + span.durationUs()), total);
        int start = Math.min(x, SCALE - MIN_VISIBLE);
        int width = Math.min(SCALE - start, Math.max(MIN_VISIBLE, end - start));
        return new Bar(span, span.name().split(" ", 2)[0], start, width);
    }

    private static int scaled(long us, long total) {
        return (int) Math.round((double) SCALE * us / total);
    }
}
