package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.Counter;
import io.spidergate.money.Money;

/// What is to be taken from an agent's counters at once.
///
/// @param requests 1, or 0 for more money of a request that has been counted
record Need(int requests, Money money) {

    static Need request(Money estimate) {
        return new Need(1, estimate);
    }

    static Need more(Money money) {
        return new Need(0, money);
    }

    long of(Counter counter) {
        return counter == Counter.BUDGET ? money.nanoUsd() : requests;
    }
}
