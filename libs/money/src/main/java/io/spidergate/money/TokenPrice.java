package io.spidergate.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// What a provider charges, in nano-USD for one million tokens, so that list prices such as $0.0375
/// stay exact.
///
/// Free is a price of zero. A deployment whose price nobody knows has no `TokenPrice` at all:
/// unpriced is not free.
public record TokenPrice(
        long inputNanoUsdPerMillion,
        long cachedInputNanoUsdPerMillion,
        long outputNanoUsdPerMillion) {

    public static final TokenPrice FREE = new TokenPrice(0, 0, 0);

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    public TokenPrice {
        if (inputNanoUsdPerMillion < 0
                || cachedInputNanoUsdPerMillion < 0
                || outputNanoUsdPerMillion < 0) {
            throw new IllegalArgumentException("a price must not be negative");
        }
    }

    /// List prices in US dollars for one million tokens, as providers publish them.
    public static TokenPrice ofUsdPerMillion(
            BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
        return new TokenPrice(
                Money.ofUsd(input).nanoUsd(),
                Money.ofUsd(cachedInput).nanoUsd(),
                Money.ofUsd(output).nanoUsd());
    }

    public boolean isFree() {
        return inputNanoUsdPerMillion == 0
                && cachedInputNanoUsdPerMillion == 0
                && outputNanoUsdPerMillion == 0;
    }

    /// The cost of one request, rounded once, up: a fraction of a nano-USD is never lost to the one
    /// who pays the provider.
    public Money cost(TokenUsage usage) {
        BigInteger total =
                product(usage.input() - usage.cachedInput(), inputNanoUsdPerMillion)
                        .add(product(usage.cachedInput(), cachedInputNanoUsdPerMillion))
                        .add(product(usage.output(), outputNanoUsdPerMillion));
        return Money.ofNanoUsd(
                new BigDecimal(total)
                        .divide(new BigDecimal(MILLION), 0, RoundingMode.CEILING)
                        .longValueExact());
    }

    private static BigInteger product(long tokens, long price) {
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(price));
    }
}
