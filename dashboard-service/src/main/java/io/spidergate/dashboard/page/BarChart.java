package io.spidergate.dashboard.page;

import java.util.ArrayList;
import java.util.List;

/// Bars in a fixed frame, drawn by the template as SVG; a pure function of the numbers.
///
/// @param max the tallest bar's total
public record BarChart(int width, int height, long max, List<Bar> bars) {

    public static final int WIDTH = 960;
    public static final int HEIGHT = 140;

    private static final int GAP = 4;
    private static final int MIN_VISIBLE = 2;

    public BarChart {
        bars = List.copyOf(bars);
    }

    /// @param part the share of `total` that is drawn in the colour of errors, at the bottom
    public record Value(String label, long total, long part) {}

    /// A bar and, at its foot, the part of it that stands out.
    public record Bar(
            String label,
            long total,
            long part,
            int x,
            int y,
            int width,
            int height,
            int partY,
            int partHeight) {}

    public static BarChart of(List<Value> values) {
        long max = values.stream().mapToLong(Value::total).max().orElse(0);
        int slot = values.isEmpty() ? WIDTH : Math.max(GAP + 1, WIDTH / values.size());
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            int height = scaled(value.total(), max);
            int part = Math.min(height, scaled(value.part(), max));
            bars.add(
                    new Bar(
                            value.label(),
                            value.total(),
                            value.part(),
                            i * slot + GAP / 2,
                            HEIGHT - height,
                            slot - GAP,
                            height,
                            HEIGHT - part,
                            part));
        }
        return new BarChart(WIDTH, HEIGHT, max, bars);
    }

    /// What is there is seen, however small beside the largest.
    private static int scaled(long value, long max) {
        if (value <= 0 || max <= 0) {
            return 0;
        }
        return Math.max(MIN_VISIBLE, (int) Math.round((double) HEIGHT * value / max));
    }

    public boolean isEmpty() {
        return max == 0;
    }
}
