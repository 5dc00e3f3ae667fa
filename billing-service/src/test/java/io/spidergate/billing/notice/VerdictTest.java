package io.spidergate.billing.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.billing.notice.Verdict.Next;
import io.spidergate.billing.notice.Verdict.Standing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofHours(60);

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void everyAnswerOfTwoHundredsIsADelivery(int status) {
        assertThat(of(answered(status), 9, NOW.minus(Duration.ofDays(9))))
                .isEqualTo(new Verdict(new Next.Delivered(), new Standing.Works()));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 429, 500, 503})
    void everyOtherAnswerIsTriedAgain(int status) {
        assertThat(of(answered(status), 1, null))
                .isEqualTo(
                        new Verdict(new Next.Again(NOW.plusSeconds(5)), new Standing.Failing(NOW)));
    }

    @Test
    void gonePutsAnEndToDeliveryAndWebhook() {
        Verdict verdict = of(answered(410), 1, null);

        assertThat(verdict.next()).isEqualTo(new Next.GivenUp());
        assertThat(verdict.standing()).isInstanceOf(Standing.Disabled.class);
    }

    @Test
    void aWebhookIsDisabledWhenItHasFailedForAsLongAsPatienceLasts() {
        Instant since = NOW.minus(PATIENCE);

        assertThat(of(answered(500), 2, since.plusMillis(1)).standing())
                .isEqualTo(new Standing.Failing(since.plusMillis(1)));
        assertThat(of(answered(500), 2, since).standing())
                .isEqualTo(
                        new Standing.Disabled(
                                "every attempt has failed since %s; the last answered 500"
                                        .formatted(since)));
    }

    @Test
    void aDeliveryThatIsGivenUpHasFailedForLongEnoughToDisable() {
        Duration least = Duration.ZERO;
        for (int attempt = 1; attempt < RetryPlan.ATTEMPTS; attempt++) {
            least = least.plus(RetryPlan.pauseAfter(attempt, 0).orElseThrow());
        }

        Verdict last = of(answered(500), RetryPlan.ATTEMPTS, NOW.minus(least));
        assertThat(last.next()).isEqualTo(new Next.GivenUp());
        assertThat(last.standing()).isInstanceOf(Standing.Disabled.class);
    }

    @Test
    void aFaultOnThisSideIsNotTheWebhooks() {
        Verdict verdict = of(new Outcome.NotSent("no key"), 1, NOW.minus(Duration.ofDays(9)));

        assertThat(verdict)
                .isEqualTo(
                        new Verdict(new Next.Again(NOW.plusSeconds(5)), new Standing.Unchanged()));
    }

    private static Verdict of(Outcome outcome, int attempt, Instant failingSince) {
        return Verdict.of(outcome, attempt, failingSince, NOW, PATIENCE, 0.5);
    }

    private static Outcome answered(int status) {
        return new Outcome.Answered(status, "");
    }
}
