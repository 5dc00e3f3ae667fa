package io.spidergate.bench;

import java.math.BigDecimal;

/// One measured value with the bound that it is to keep.
///
/// @param bound largest value that is still good
record Figure(String name, BigDecimal value, String unit, BigDecimal bound) {

    boolean met() {
        return value.compareTo(bound) <= 0;
    }

    @Override
    public String toString() {
        return "result %s %s %s goal ≤%s %s"
                .formatted(
                        name,
                        value.toPlainString(),
                        unit,
                        bound.toPlainString(),
                        met() ? "met" : "missed");
    }
}
