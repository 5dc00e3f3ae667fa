package io.spidergate.billing.allowance;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.Counter;
import org.jspecify.annotations.Nullable;

/// What one token may use, as its row says in this moment.
///
/// @param live neither unknown nor revoked, paused or expired
record TokenLimits(AgentLimits limits, boolean live) {

    static final TokenLimits UNKNOWN = new TokenLimits(AgentLimits.NONE, false);

    /// Nothing for a token that may not be used; null where there is no limit.
    @Nullable Long limitOf(Counter counter) {
        return live ? limits.of(counter) : Long.valueOf(0);
    }

    boolean isHard(Counter counter) {
        return !live || counter != Counter.BUDGET || !limits.budgetSoft();
    }
}
