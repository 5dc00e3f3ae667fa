package io.spidergate.billing.allowance;

import io.spidergate.allowance.Window;
import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.Counter;
import org.jspecify.annotations.Nullable;

/// An agent token.
///
/// @param live neither unknown nor revoked, paused or expired
record TokenLimits(AgentLimits limits, boolean live) implements SubjectLimits {

    static final TokenLimits UNKNOWN = new TokenLimits(AgentLimits.NONE, false);

    @Override
    public @Nullable Long limitOf(Counter counter) {
        return live ? limits.of(counter) : Long.valueOf(0);
    }

    @Override
    public boolean isHard(Counter counter) {
        return !live || counter != Counter.BUDGET || !limits.budgetSoft();
    }

    @Override
    public Window window(Counter counter) {
        return switch (counter) {
            case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> Window.MINUTE;
            case REQUESTS_PER_DAY, TOKENS_PER_DAY -> Window.DAY;
            case CONCURRENT_REQUESTS -> Window.ENDLESS;
            case BUDGET -> Window.MONTH;
        };
    }
}
