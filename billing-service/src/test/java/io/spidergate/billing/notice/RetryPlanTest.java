package io.spidergate.billing.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPlanTest {

    @Test
    void beginsAfterSecondsAndEndsAfterAboutThreeDays() {
        Duration all = Duration.ZERO;
        for (int attempt = 1; attempt < RetryPlan.ATTEMPTS; attempt++) {
            all = all.plus(RetryPlan.pauseAfter(attempt, 0.5).orElseThrow());
        }

        assertThat(RetryPlan.pauseAfter(1, 0.5)).contains(Duration.ofSeconds(5));
        assertThat(RetryPlan.pauseAfter(4, 0.5)).contains(Duration.ofHours(1));
        assertThat(all).isBetween(Duration.ofHours(66), Duration.ofHours(80));
    }

    @Test
    void aLaterPauseIsLongerWhateverChanceDoes() {
        for (int attempt = 1; attempt + 1 < RetryPlan.ATTEMPTS; attempt++) {
            assertThat(RetryPlan.pauseAfter(attempt + 1, 0).orElseThrow())
                    .isGreaterThan(RetryPlan.pauseAfter(attempt, 1).orElseThrow());
        }
    }

    @Test
    void chanceMovesAPauseByATenthAtMost() {
        for (int attempt = 1; attempt < RetryPlan.ATTEMPTS; attempt++) {
            long plain = RetryPlan.pauseAfter(attempt, 0.5).orElseThrow().toMillis();
            for (double chance = 0; chance <= 1; chance += 0.05) {
                assertThat(RetryPlan.pauseAfter(attempt, chance).orElseThrow().toMillis())
                        .isBetween(Math.round(plain * 0.9) - 1, Math.round(plain * 1.1) + 1);
            }
        }
    }

    @Test
    void afterTheLastAttemptThereIsNoMore() {
        assertThat(RetryPlan.pauseAfter(RetryPlan.ATTEMPTS, 0.5)).isEmpty();
        assertThat(RetryPlan.pauseAfter(1_000, 0.5)).isEmpty();
        assertThatThrownBy(() -> RetryPlan.pauseAfter(0, 0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
