package io.spidergate.gateway.allowance;

import io.spidergate.money.Money;

/// What one request may use at most, as far as estimates tell.
///
/// @param money zero where all candidates are free
/// @param tokens of the prompt and of the longest answer
/// @param leastTokens of them, those that the caller has asked for: the prompt, and the answer
///   where the caller has said how long it may be
public record Estimate(Money money, long tokens, long leastTokens) {

    public static final Estimate NOTHING = new Estimate(Money.ZERO, 0, 0);

    public static Estimate of(Money money) {
        return new Estimate(money, 0, 0);
    }
}
