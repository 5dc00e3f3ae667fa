package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.launcher.console.Refusal;
import org.junit.jupiter.api.Test;

class TokenLimitsTest {

    @Test
    void dollarsBecomeNanoUsdExactly() {
        assertThat(TokenLimits.change(60L, null, "1.50", true).of(AgentLimits.NONE))
                .isEqualTo(new AgentLimits(60L, null, 1_500_000_000L, true));
    }

    @Test
    void whatIsNotNamedStaysAndNothingTakesALimitAway() {
        AgentLimits before = new AgentLimits(60L, 100L, 1_500_000_000L, true);

        assertThat(TokenLimits.change(null, null, null, null).of(before)).isEqualTo(before);
        assertThat(TokenLimits.change(0L, 7L, "none", false).of(before))
                .isEqualTo(new AgentLimits(null, 7L, null, false));
        assertThat(TokenLimits.change(null, null, "0", null).of(before))
                .isEqualTo(new AgentLimits(60L, 100L, 0L, true));
    }

    @Test
    void whatIsNoAmountIsRefusedByNamingIt() {
        for (String wrong : new String[] {"ten", "-1", "0.0000000001", "99999999999"}) {
            assertThatThrownBy(() -> TokenLimits.change(null, null, wrong, null))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("--budget-usd must be an amount of dollars")
                    .hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void limitsAreNotNegative() {
        assertThatThrownBy(() -> TokenLimits.change(-1L, null, null, null))
                .hasMessage("--rpm must be at least 0, got -1.");
    }

    @Test
    void limitsReadAsWords() {
        assertThat(
                        TokenLimits.describe(
                                new AgentLimits(60L, 100L, 1_500_000_000L, true),
                                Spending.FREE_ONLY))
                .isEqualTo("$1.50/month soft, 60/min, 100/day, free_only");
        assertThat(TokenLimits.describe(AgentLimits.NONE, Spending.PAID_OK)).isEqualTo("none");
    }
}
