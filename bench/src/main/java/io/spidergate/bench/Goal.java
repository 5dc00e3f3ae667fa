package io.spidergate.bench;

import java.math.BigDecimal;

/// What a figure is to keep.
///
/// @param atMost otherwise the bound is the smallest value that is still good
public record Goal(boolean atMost, BigDecimal bound) {

    public static Goal atMost(double bound) {
        return new Goal(true, BigDecimal.valueOf(bound).stripTrailingZeros());
    }

    public static Goal atLeast(double bound) {
        return new Goal(false, BigDecimal.valueOf(bound).stripTrailingZeros());
    }

    boolean isMetBy(BigDecimal value) {
        return atMost ? value.compareTo(bound) <= 0 : value.compareTo(bound) >= 0;
    }

    @Override
    public String toString() {
        return (atMost ? "≤" : "≥") + bound.toPlainString();
    }
}
