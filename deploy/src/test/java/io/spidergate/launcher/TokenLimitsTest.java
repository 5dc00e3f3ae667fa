package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.LimitsChange;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.launcher.console.Refusal;
import org.junit.jupiter.api.Test;

class TokenLimitsTest {

    private static final AgentLimits ALL =
            new AgentLimits(60L, 100L, 9_000L, 90_000L, 4L, 1_500_000_000L, true);

    @Test
    void dollarsBecomeNanoUsdExactly() {
        assertThat(
                        TokenLimits.change(60L, 100L, 9_000L, 90_000L, 4L, "1.50", true)
                                .of(AgentLimits.NONE))
                .isEqualTo(ALL);
    }

    @Test
    void whatIsNotNamedStaysAndNothingTakesALimitAway() {
        assertThat(TokenLimits.change(null, null, null, null, null, null, null).of(ALL))
                .isEqualTo(ALL);
        assertThat(TokenLimits.change(0L, 7L, 0L, null, 0L, "none", false).of(ALL))
                .isEqualTo(new AgentLimits(null, 7L, null, 90_000L, null, null, false));
        assertThat(budget("0").of(ALL).budgetNanoUsd()).isZero();
    }

    @Test
    void whatIsNoAmountIsRefusedByNamingIt() {
        for (String wrong : new String[] {"ten", "-1", "0.0000000001", "99999999999"}) {
            assertThatThrownBy(() -> budget(wrong))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("--budget-usd must be an amount of dollars")
                    .hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void limitsAreNotNegative() {
        assertThatThrownBy(() -> TokenLimits.change(-1L, null, null, null, null, null, null))
                .hasMessage("--rpm must be at least 0, got -1.");
        assertThatThrownBy(() -> TokenLimits.change(null, null, null, null, -2L, null, null))
                .hasMessage("--concurrent must be at least 0, got -2.");
    }

    @Test
    void limitsReadAsWords() {
        assertThat(TokenLimits.describe(ALL, Spending.FREE_ONLY))
                .isEqualTo(
                        "$1.50/month soft, 60/min, 100/day, 9000 tokens/min, 90000 tokens/day,"
                                + " 4 at a time, free_only");
        assertThat(TokenLimits.describe(AgentLimits.NONE, Spending.PAID_OK)).isEqualTo("none");
    }

    private static LimitsChange budget(String usd) {
        return TokenLimits.change(null, null, null, null, null, usd, null);
    }
}
