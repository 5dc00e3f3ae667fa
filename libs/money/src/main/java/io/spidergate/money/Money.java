package io.spidergate.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// An amount of US dollars in integer nano-USD (1 USD = 1,000,000,000 nano-USD).
///
/// Arithmetic is exact and refuses to overflow: a wrong sum of money is worse than a failed
/// request.
public record Money(long nanoUsd) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    private static final int SCALE = 9;
    private static final long NANOS_PER_MICRO = 1_000;

    public static Money ofNanoUsd(long nanoUsd) {
        return nanoUsd == 0 ? ZERO : new Money(nanoUsd);
    }

    public static Money ofMicroUsd(long microUsd) {
        return ofNanoUsd(Math.multiplyExact(microUsd, NANOS_PER_MICRO));
    }

    /// In millionths of a dollar, rounded up.
    public long microUsd() {
        return Math.ceilDiv(nanoUsd, NANOS_PER_MICRO);
    }

    /// Reads a decimal amount of dollars such as `1.25`.
    ///
    /// @throws ArithmeticException when the amount is finer than one nano-USD or larger than 9.2
    ///   billion dollars
    /// @throws NumberFormatException when the text is not a decimal number
    public static Money ofUsd(String usd) {
        return ofUsd(new BigDecimal(usd));
    }

    public static Money ofUsd(BigDecimal usd) {
        return ofNanoUsd(usd.movePointRight(SCALE).longValueExact());
    }

    public Money plus(Money other) {
        return ofNanoUsd(Math.addExact(nanoUsd, other.nanoUsd));
    }

    public Money minus(Money other) {
        return ofNanoUsd(Math.subtractExact(nanoUsd, other.nanoUsd));
    }

    public boolean isZero() {
        return nanoUsd == 0;
    }

    public boolean isNegative() {
        return nanoUsd < 0;
    }

    public boolean isMoreThan(Money other) {
        return nanoUsd > other.nanoUsd;
    }

    /// US dollars with as few digits as it takes, and no exponent.
    public BigDecimal plainUsd() {
        BigDecimal plain = usd().stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    public BigDecimal usd() {
        return BigDecimal.valueOf(nanoUsd, SCALE);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanoUsd, other.nanoUsd);
    }

    /// The amount as people read it: two decimals from one cent up, otherwise as many as it needs.
    @Override
    public String toString() {
        BigDecimal exact = usd();
        if (exact.abs().compareTo(new BigDecimal("0.01")) >= 0 || nanoUsd == 0) {
            return String.format(Locale.ROOT, "$%s", exact.setScale(2, RoundingMode.HALF_UP));
        }
        return "$" + exact.stripTrailingZeros().toPlainString();
    }
}
