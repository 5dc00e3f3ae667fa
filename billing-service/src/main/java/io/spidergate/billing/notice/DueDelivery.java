package io.spidergate.billing.notice;

import io.spidergate.contracts.billing.Notice;

/// A delivery that this process has claimed until its lease ends.
///
/// @param attempt its number, and what says whether it is still ours
/// @param planFrom attempts before it was last begun
/// @param data of the notice, as the text that is sent
record DueDelivery(
        String id, int attempt, int planFrom, Notice notice, String data, Addressee addressee) {

    /// Whom it goes to.
    sealed interface Addressee {
        record ToWebhook(StoredWebhook webhook) implements Addressee {}

        record ToMail(String address) implements Addressee {}
    }

    /// What a webhook is sent: the same bytes at each attempt.
    String body() {
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}"
                .formatted(notice.type().word(), notice.at(), data);
    }

    /// Since it was last begun, from 1.
    int attemptOfPlan() {
        return attempt - planFrom;
    }
}
