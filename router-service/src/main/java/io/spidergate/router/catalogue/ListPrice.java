package io.spidergate.router.catalogue;

import io.spidergate.money.TokenPrice;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A price as the provider publishes it.
///
/// @param input US dollars for one million tokens, as the others
/// @param cachedInput the same as `input` where the provider gives no discount
/// @param asOf the day on which it was read
public record ListPrice(
        BigDecimal input, @Nullable BigDecimal cachedInput, BigDecimal output, LocalDate asOf) {

    public ListPrice {
        Require.present("input", input);
        Require.present("output", output);
        Require.present("as_of", asOf);
        TokenPrice.ofUsdPerMillion(input, cachedInput == null ? input : cachedInput, output);
    }

    public TokenPrice tokenPrice() {
        return TokenPrice.ofUsdPerMillion(input, cachedInput == null ? input : cachedInput, output);
    }
}
