package io.spidergate.billing.notice;

import io.spidergate.billing.notice.DueDelivery.Addressee;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.billing.WebhookView.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Writes down in one transaction what an attempt came to: of itself, its delivery and its webhook.
@ApplicationScoped
class PostgresSettling {

    private final PostgresTransactions transactions;
    private final PostgresNotices notices;
    private final RandomGenerator random;
    private final Duration patience;

    PostgresSettling(
            PostgresTransactions transactions,
            PostgresNotices notices,
            RandomGenerator random,
            WebhookConfig config) {
        this.transactions = transactions;
        this.notices = notices;
        this.random = random;
        this.patience = config.disableAfter();
    }

    /// What was decided; empty when another process has claimed the delivery since.
    Optional<Verdict> settle(DueDelivery delivery, Outcome outcome, Duration took, Instant now) {
        double chance = random.nextDouble();
        return transactions.call(connection -> {
            // Webhook before delivery, as its removal locks them.
            Optional<StoredWebhook> webhook =
                    delivery.addressee() instanceof Addressee.ToWebhook(StoredWebhook called)
                            ? PostgresWebhooks.lock(connection, called.id(), null)
                            : Optional.empty();
            Verdict verdict =
                    Verdict.of(
                            outcome,
                            delivery.attemptOfPlan(),
                            webhook.isPresent() ? webhook.get().failingSince() : null,
                            now,
                            patience,
                            chance);
            PostgresDeliveries.end(connection, delivery, outcome, took);
            if (!PostgresDeliveries.settle(connection, delivery, verdict.next())) {
                return Optional.empty();
            }
            if (webhook.isPresent()) {
                stand(connection, webhook.get(), verdict.standing(), delivery);
            }
            return Optional.of(verdict);
        });
    }

    private void stand(
            Connection connection,
            StoredWebhook webhook,
            Verdict.Standing standing,
            DueDelivery delivery)
            throws SQLException {
        switch (standing) {
            case Verdict.Standing.Unchanged() -> {}
            case Verdict.Standing.Works() -> {
                if (webhook.failingSince() != null) {
                    PostgresWebhooks.update(connection, webhook.failingSince(null));
                }
            }
            case Verdict.Standing.Failing(Instant since) -> {
                if (webhook.failingSince() == null) {
                    PostgresWebhooks.update(connection, webhook.failingSince(since));
                }
            }
            case Verdict.Standing.Disabled(String reason) -> {
                if (webhook.state() == State.ACTIVE) {
                    disable(connection, webhook, reason, delivery);
                }
            }
        }
    }

    private void disable(
            Connection connection, StoredWebhook webhook, String reason, DueDelivery delivery)
            throws SQLException {
        PostgresWebhooks.update(connection, webhook.disabled(Excerpt.of(reason)));
        notices.raise(
                connection,
                new NewNotice(
                        "webhook.disabled:%s:%s:%d"
                                .formatted(webhook.id(), delivery.id(), delivery.attempt()),
                        NoticeType.WEBHOOK_DISABLED,
                        webhook.workspace(),
                        webhook.id(),
                        Map.of("webhook", webhook.id(), "reason", reason)));
    }
}
