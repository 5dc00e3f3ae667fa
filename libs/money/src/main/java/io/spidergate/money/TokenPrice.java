package io.spidergate.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// What a provider charges, in nano-USD for one million tokens, so that list prices such as $0.0375
/// stay exact.
///
/// Free is a price of zero. A deployment whose price nobody knows has no `TokenPrice` at all:
/// unpriced is not free.
///
/// @param longContext what holds instead for a request with a long prompt; absent where it makes no
///   difference
public record TokenPrice(
        long inputNanoUsdPerMillion,
        long cachedInputNanoUsdPerMillion,
        long outputNanoUsdPerMillion,
        @Nullable LongContext longContext) {

    public static final TokenPrice FREE = new TokenPrice(0, 0, 0);

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    public TokenPrice {
        if (inputNanoUsdPerMillion < 0
                || cachedInputNanoUsdPerMillion < 0
                || outputNanoUsdPerMillion < 0) {
            throw new IllegalArgumentException("a price must not be negative");
        }
        // Otherwise a longer prompt could cost less than was set aside for a shorter one.
        if (longContext != null
                && (longContext.inputNanoUsdPerMillion < inputNanoUsdPerMillion
                        || longContext.cachedInputNanoUsdPerMillion < cachedInputNanoUsdPerMillion
                        || longContext.outputNanoUsdPerMillion < outputNanoUsdPerMillion)) {
            throw new IllegalArgumentException("a long prompt must not cost less than a short one");
        }
    }

    /// The same however long the prompt.
    public TokenPrice(
            long inputNanoUsdPerMillion,
            long cachedInputNanoUsdPerMillion,
            long outputNanoUsdPerMillion) {
        this(inputNanoUsdPerMillion, cachedInputNanoUsdPerMillion, outputNanoUsdPerMillion, null);
    }

    /// What the whole of a request costs, the answer too, as soon as its prompt has more than so
    /// many tokens.
    public record LongContext(
            long aboveInputTokens,
            long inputNanoUsdPerMillion,
            long cachedInputNanoUsdPerMillion,
            long outputNanoUsdPerMillion) {}

    /// The same with another price for prompts of more than so many tokens.
    public TokenPrice above(long inputTokens, TokenPrice price) {
        return new TokenPrice(
                inputNanoUsdPerMillion,
                cachedInputNanoUsdPerMillion,
                outputNanoUsdPerMillion,
                new LongContext(
                        inputTokens,
                        price.inputNanoUsdPerMillion,
                        price.cachedInputNanoUsdPerMillion,
                        price.outputNanoUsdPerMillion));
    }

    /// List prices in US dollars for one million tokens, as providers publish them.
    public static TokenPrice ofUsdPerMillion(
            BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
        return new TokenPrice(
                Money.ofUsd(input).nanoUsd(),
                Money.ofUsd(cachedInput).nanoUsd(),
                Money.ofUsd(output).nanoUsd());
    }

    /// This very price as one word, for evidence: nano-USD for a million tokens of input, cached
    /// input and output, such as `150000000/75000000/600000000`, and `>200000:` before those for
    /// longer prompts.
    public String version() {
        StringBuilder text = new StringBuilder(64);
        text.append(inputNanoUsdPerMillion).append('/');
        text.append(cachedInputNanoUsdPerMillion).append('/').append(outputNanoUsdPerMillion);
        if (longContext != null) {
            text.append('>').append(longContext.aboveInputTokens).append(':');
            text.append(longContext.inputNanoUsdPerMillion).append('/');
            text.append(longContext.cachedInputNanoUsdPerMillion).append('/');
            text.append(longContext.outputNanoUsdPerMillion);
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException where it is none
    public static TokenPrice ofVersion(String version) {
        String[] parts = version.split("[/>:]", -1);
        if (parts.length != 3 && parts.length != 7) {
            throw new IllegalArgumentException("no version of a price: " + version);
        }
        TokenPrice price = ofParts(parts, 0);
        return parts.length == 3 ? price : price.above(Long.parseLong(parts[3]), ofParts(parts, 4));
    }

    private static TokenPrice ofParts(String[] parts, int from) {
        return new TokenPrice(
                Long.parseLong(parts[from]),
                Long.parseLong(parts[from + 1]),
                Long.parseLong(parts[from + 2]));
    }

    public boolean isFree() {
        return inputNanoUsdPerMillion == 0
                && cachedInputNanoUsdPerMillion == 0
                && outputNanoUsdPerMillion == 0
                && longContext == null;
    }

    /// The cost of one request, rounded once, up: a fraction of a nano-USD is never lost to the one
    /// who pays the provider.
    public Money cost(TokenUsage usage) {
        return longContext != null && usage.input() > longContext.aboveInputTokens
                ? cost(
                        usage,
                        longContext.inputNanoUsdPerMillion,
                        longContext.cachedInputNanoUsdPerMillion,
                        longContext.outputNanoUsdPerMillion)
                : cost(
                        usage,
                        inputNanoUsdPerMillion,
                        cachedInputNanoUsdPerMillion,
                        outputNanoUsdPerMillion);
    }

    private static Money cost(TokenUsage usage, long input, long cachedInput, long output) {
        BigInteger total =
                product(usage.input() - usage.cachedInput(), input)
                        .add(product(usage.cachedInput(), cachedInput))
                        .add(product(usage.output(), output));
        return Money.ofNanoUsd(
                new BigDecimal(total)
                        .divide(new BigDecimal(MILLION), 0, RoundingMode.CEILING)
                        .longValueExact());
    }

    private static BigInteger product(long tokens, long price) {
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(price));
    }
}
