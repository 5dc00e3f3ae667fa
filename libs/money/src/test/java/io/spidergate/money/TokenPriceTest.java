package io.spidergate.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TokenPriceTest {

    private static final TokenPrice GPT_OSS =
            TokenPrice.ofUsdPerMillion(
                    new BigDecimal("0.075"), new BigDecimal("0.0375"), new BigDecimal("0.3"));

    @Test
    void costsWhatTheListPriceSays() {
        assertThat(GPT_OSS.cost(new TokenUsage(1_000_000, 0, 1_000_000)))
                .isEqualTo(Money.ofUsd("0.375"));
    }

    @Test
    void chargesTheCachedPartAtItsOwnPrice() {
        assertThat(GPT_OSS.cost(new TokenUsage(1_000_000, 1_000_000, 0)))
                .isEqualTo(Money.ofUsd("0.0375"));
    }

    @Test
    void roundsOnceAndUp() {
        // 37.5 nano-USD for one cached token.
        assertThat(GPT_OSS.cost(new TokenUsage(1, 1, 0))).isEqualTo(Money.ofNanoUsd(38));
    }

    @Test
    void survivesCountsThatOverflowALongProduct() {
        TokenPrice dear =
                TokenPrice.ofUsdPerMillion(
                        new BigDecimal("600"), BigDecimal.ZERO, new BigDecimal("600"));
        assertThat(dear.cost(new TokenUsage(1_000_000_000_000L, 0, 0)))
                .isEqualTo(Money.ofUsd("600000000"));
    }

    @Test
    void moreTokensNeverCostLess() {
        qt().forAll(
                        longs().between(0, 10_000_000),
                        longs().between(0, 10_000_000),
                        longs().between(0, 1_000))
                .check((input, output, more) ->
                        !GPT_OSS.cost(new TokenUsage(input, 0, output))
                                .isMoreThan(
                                        GPT_OSS.cost(
                                                new TokenUsage(input + more, 0, output + more))));
    }

    @Test
    void aLongPromptCostsMoreAsAWhole() {
        TokenPrice price = new TokenPrice(2, 1, 10).above(200_000, new TokenPrice(4, 2, 15));
        assertThat(price.cost(new TokenUsage(200_000, 0, 1_000_000)))
                .isEqualTo(Money.ofNanoUsd(11));
        assertThat(price.cost(new TokenUsage(200_001, 0, 1_000_000)))
                .isEqualTo(Money.ofNanoUsd(16));
        assertThat(price.cost(new TokenUsage(1_000_000, 1_000_000, 0)))
                .isEqualTo(Money.ofNanoUsd(2));
        assertThat(price.isFree()).isFalse();
    }

    @Test
    void moreTokensNeverCostLessWhereLongPromptsCostMore() {
        TokenPrice price =
                TokenPrice.ofUsdPerMillion(
                                new BigDecimal("2"), new BigDecimal("0.2"), new BigDecimal("12"))
                        .above(
                                200_000,
                                new TokenPrice(4_000_000_000L, 400_000_000L, 18_000_000_000L));
        qt().forAll(
                        longs().between(0, 400_000),
                        longs().between(0, 100_000),
                        longs().between(0, 200_000))
                .check((input, output, more) ->
                        !price.cost(new TokenUsage(input, 0, output))
                                .isMoreThan(
                                        price.cost(
                                                new TokenUsage(input + more, 0, output + more))));
    }

    @Test
    void refusesLongPromptsThatCostLess() {
        TokenPrice price = new TokenPrice(4, 2, 15);
        assertThatThrownBy(() -> price.above(1, new TokenPrice(3, 2, 15)))
                .hasMessageContaining("must not cost less");
        assertThatThrownBy(() -> price.above(1, new TokenPrice(4, 1, 15)))
                .hasMessageContaining("must not cost less");
        assertThatThrownBy(() -> price.above(1, new TokenPrice(4, 2, 14)))
                .hasMessageContaining("must not cost less");
    }

    @Test
    void isFreeOnlyWhenNothingCosts() {
        assertThat(TokenPrice.FREE.isFree()).isTrue();
        assertThat(new TokenPrice(1, 0, 0).isFree()).isFalse();
        assertThat(new TokenPrice(0, 1, 0).isFree()).isFalse();
        assertThat(new TokenPrice(0, 0, 1).isFree()).isFalse();
    }

    @Test
    void refusesANegativePrice() {
        assertThatThrownBy(() -> new TokenPrice(-1, 0, 0))
                .hasMessage("a price must not be negative");
        assertThatThrownBy(() -> new TokenPrice(0, -1, 0))
                .hasMessage("a price must not be negative");
        assertThatThrownBy(() -> new TokenPrice(0, 0, -1))
                .hasMessage("a price must not be negative");
    }

    @Test
    void refusesCountsThatNoProviderCouldMean() {
        assertThatThrownBy(() -> new TokenUsage(1, 2, 0))
                .hasMessage("cachedInput=2 must not exceed input=1");
        assertThatThrownBy(() -> new TokenUsage(-1, 0, 0)).hasMessageContaining("input=-1");
    }

    @Test
    void aVersionIsThePriceItself() {
        TokenPrice flat = new TokenPrice(150_000_000, 75_000_000, 600_000_000);
        TokenPrice higher =
                flat.above(200_000, new TokenPrice(300_000_000, 75_000_000, 900_000_000));

        assertThat(flat.version()).isEqualTo("150000000/75000000/600000000");
        assertThat(TokenPrice.ofVersion(flat.version())).isEqualTo(flat);
        assertThat(higher.version())
                .isEqualTo("150000000/75000000/600000000>200000:300000000/75000000/900000000");
        assertThat(TokenPrice.ofVersion(higher.version())).isEqualTo(higher);
        assertThatThrownBy(() -> TokenPrice.ofVersion("1/2"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
