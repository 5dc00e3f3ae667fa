package io.spidergate.launcher;

import io.spidergate.launcher.console.Refusal;
import io.spidergate.money.Money;

/// An amount of dollars on the command line. Pure.
final class UsdOption {

    private UsdOption() {}

    /// @param otherwise what else the option takes, for the error
    static Money read(String option, String usd, String otherwise) {
        try {
            Money money = Money.ofUsd(usd);
            if (!money.isNegative()) {
                return money;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw wrong(option, usd, otherwise);
        }
        throw wrong(option, usd, otherwise);
    }

    private static Refusal wrong(String option, String usd, String otherwise) {
        return new Refusal(
                "%s must be an amount of dollars such as 1.50, at most nine decimals,%s got '%s'."
                        .formatted(option, otherwise.isEmpty() ? "" : otherwise + ",", usd));
    }
}
