package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.vault.SpendLimit;
import io.spidergate.contracts.vault.SpendLimit.Action;
import io.spidergate.contracts.vault.SpendLimit.Period;
import io.spidergate.launcher.console.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpendLimitsTest {

    @Test
    void isDollarsAPeriodAndWhatHappens() {
        assertThat(SpendLimits.of("5/day"))
                .isEqualTo(new SpendLimit(5_000_000_000L, Period.DAY, Action.BLOCK));
        assertThat(SpendLimits.of("0.25/month/warn"))
                .isEqualTo(new SpendLimit(250_000_000L, Period.MONTH, Action.WARN));
        assertThat(SpendLimits.of("0").nanoUsd()).isZero();
        assertThat(SpendLimits.of(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5/week", "x/day", "-1/day", "5/day/ask", ""})
    void allElseIsRefused(String text) {
        assertThatThrownBy(() -> SpendLimits.of(text))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("5/day");
    }
}
