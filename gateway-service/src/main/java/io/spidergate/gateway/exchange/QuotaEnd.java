package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.quota.QuotaUse;
import java.time.Duration;

/// What the end of an attempt means for its provider's quota.
final class QuotaEnd {

    private QuotaEnd() {}

    static void tell(QuotaUse quota, AttemptRecord attempt, boolean wasSent) {
        FailureClass kind = attempt.failureClass();
        long tokens = attempt.usage().inputTokens() + attempt.usage().outputTokens();
        if (kind == null) {
            quota.served(tokens, attempt.cost().nanoUsd());
        } else if (isForWantOfQuota(kind)) {
            Long hint = attempt.retryAfterMs();
            quota.refused(
                    hint == null ? null : Duration.ofMillis(hint),
                    kind == FailureClass.WINDOW_EXHAUSTED);
        } else if (kind == FailureClass.CONNECT_FAILED || !wasSent) {
            quota.unsent();
        } else {
            quota.failed(tokens, attempt.cost().nanoUsd());
        }
    }

    static boolean isForWantOfQuota(FailureClass kind) {
        return kind == FailureClass.RATE_LIMITED || kind == FailureClass.WINDOW_EXHAUSTED;
    }
}
