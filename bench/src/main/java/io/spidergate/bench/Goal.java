package io.spidergate.bench;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a figure is to keep.
///
/// @param atMost otherwise the bound is the smallest value that is still good
/// @param bound absent where nothing is wanted
public record Goal(boolean atMost, @Nullable BigDecimal bound) {

    /// A figure that is told for itself.
    public static final Goal NONE = new Goal(true, null);

    public static Goal atMost(double bound) {
        return new Goal(true, BigDecimal.valueOf(bound).stripTrailingZeros());
    }

    public static Goal atLeast(double bound) {
        return new Goal(false, BigDecimal.valueOf(bound).stripTrailingZeros());
    }

    boolean isMetBy(BigDecimal value) {
        if (bound == null) {
            return true;
        }
        return atMost ? value.compareTo(bound) <= 0 : value.compareTo(bound) >= 0;
    }

    @Override
    public String toString() {
        return bound == null ? "none" : (atMost ? "≤" : "≥") + bound.toPlainString();
    }
}
