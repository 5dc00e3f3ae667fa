package io.spidergate.router.catalogue;

import io.spidergate.contracts.vault.RosterEntry;
import io.spidergate.money.TokenPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// A price as the provider publishes it.
///
/// @param input US dollars for one million tokens, as the others
/// @param cachedInput the same as `input` where the provider gives no discount
/// @param longContext what holds for the whole of a request with a long prompt
public record ListPrice(
        BigDecimal input,
        @Nullable BigDecimal cachedInput,
        BigDecimal output,
        @Nullable LongContext longContext) {

    /// @param above a prompt of more tokens than this is long
    /// @param cachedInput in proportion to the price of short prompts where absent, as it is with
    ///   every provider that publishes it
    public record LongContext(
            long above, BigDecimal input, @Nullable BigDecimal cachedInput, BigDecimal output) {

        public LongContext {
            Require.present("input", input);
            Require.present("output", output);
            if (above < 1) {
                throw new IllegalArgumentException("above must be 1 or more, got " + above);
            }
        }
    }

    public ListPrice {
        Require.present("input", input);
        Require.present("output", output);
        tokenPrice(input, cachedInput, output, longContext);
    }

    /// As a provider's own list tells it, which has no word about long prompts.
    ///
    /// @param before what was known; a price for long prompts stays unless it has been overtaken
    static ListPrice listed(RosterEntry.Price told, @Nullable ListPrice before) {
        LongContext known = before == null ? null : before.longContext;
        boolean stays =
                known != null
                        && known.input().compareTo(told.input()) >= 0
                        && known.output().compareTo(told.output()) >= 0;
        return new ListPrice(told.input(), told.cachedInput(), told.output(), stays ? known : null);
    }

    public TokenPrice tokenPrice() {
        return tokenPrice(input, cachedInput, output, longContext);
    }

    private static TokenPrice tokenPrice(
            BigDecimal input,
            @Nullable BigDecimal cachedInput,
            BigDecimal output,
            @Nullable LongContext longContext) {
        BigDecimal cached = cachedInput == null ? input : cachedInput;
        TokenPrice price = TokenPrice.ofUsdPerMillion(input, cached, output);
        return longContext == null
                ? price
                : price.above(
                        longContext.above(),
                        TokenPrice.ofUsdPerMillion(
                                longContext.input(),
                                cached(longContext, input, cached),
                                longContext.output()));
    }

    private static BigDecimal cached(
            LongContext longContext, BigDecimal input, BigDecimal cachedInput) {
        if (longContext.cachedInput() != null) {
            return longContext.cachedInput();
        }
        return input.signum() == 0
                ? longContext.input()
                : longContext.input().multiply(cachedInput).divide(input, 9, RoundingMode.UP);
    }
}
