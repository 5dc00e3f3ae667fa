package io.spidergate.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// One measured value with the goal that it is to keep.
public record Figure(String name, BigDecimal value, String unit, Goal goal) {

    /// @param digits after the point
    public static Figure of(String name, double value, int digits, String unit, Goal goal) {
        return new Figure(
                name, BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP), unit, goal);
    }

    boolean met() {
        return goal.isMetBy(value);
    }

    @Override
    public String toString() {
        return "result %s %s %s goal %s %s"
                .formatted(name, value.toPlainString(), unit, goal, verdict())
                .strip();
    }

    /// Empty where nothing is wanted.
    String verdict() {
        if (goal.equals(Goal.NONE)) {
            return "";
        }
        return met() ? "met" : "missed";
    }
}
