package io.spidergate.launcher;

import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeDelivery;
import io.spidergate.contracts.billing.NoticeDelivery.Attempt;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.billing.WebhookView;
import io.spidergate.launcher.console.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Notices, webhooks and deliveries as a person reads them. Pure.
final class NoticeTables {

    private NoticeTables() {}

    static String webhooks(List<WebhookView> webhooks) {
        Table table = new Table("ID", "WORKSPACE", "STATE", "WAITING", "TYPES", "URL");
        for (WebhookView webhook : webhooks) {
            table.row(
                    webhook.id(),
                    webhook.workspace().value(),
                    word(webhook.state()),
                    Long.toString(webhook.waiting()),
                    types(webhook),
                    webhook.url());
        }
        return table.toString();
    }

    static String details(WebhookView webhook) {
        return new Table("WEBHOOK", webhook.id())
                .row("workspace", webhook.workspace().value())
                .row("url", webhook.url())
                .row("types", types(webhook))
                .row("description", webhook.description())
                .row("state", word(webhook.state()))
                .row("disabled because", text(webhook.disabledReason()))
                .row("failing since", time(webhook.failingSince()))
                .row("previous secret until", time(webhook.previousUntil()))
                .row("created", time(webhook.createdAt()))
                .row("waiting", Long.toString(webhook.waiting()))
                .toString();
    }

    static String notices(List<Notice> notices) {
        Table table = new Table("ID", "AT", "TYPE", "WORKSPACE", "ABOUT");
        for (Notice notice : notices) {
            table.row(
                    notice.id(),
                    time(notice.at()),
                    notice.type().word(),
                    notice.workspace().value(),
                    notice.subject());
        }
        return table.toString();
    }

    /// A row an attempt; one without, where there was none yet.
    static String deliveries(List<NoticeDelivery> deliveries) {
        Table table =
                new Table(
                        "DELIVERY",
                        "NOTICE",
                        "TYPE",
                        "TO",
                        "STATE",
                        "NEXT",
                        "#",
                        "AT",
                        "TOOK",
                        "CAME TO");
        for (NoticeDelivery delivery : deliveries) {
            if (delivery.attempts().isEmpty()) {
                row(table, delivery, "", "", "", "");
            }
            for (Attempt attempt : delivery.attempts()) {
                row(
                        table,
                        delivery,
                        Integer.toString(attempt.number()),
                        time(attempt.at()),
                        attempt.tookMs() == null ? "" : attempt.tookMs() + " ms",
                        cameTo(attempt));
            }
        }
        return table.toString();
    }

    private static void row(
            Table table,
            NoticeDelivery delivery,
            String number,
            String at,
            String took,
            String cameTo) {
        table.row(
                delivery.id(),
                delivery.notice(),
                delivery.type().word(),
                delivery.webhook() == null ? text(delivery.mailTo()) : delivery.webhook(),
                word(delivery.state()),
                time(delivery.dueAt()),
                number,
                at,
                took,
                cameTo);
    }

    private static String cameTo(Attempt attempt) {
        if (attempt.tookMs() == null) {
            return "under way, or its process ended";
        }
        if (attempt.error() != null) {
            return attempt.error();
        }
        return attempt.status() == null ? "taken" : "answered " + attempt.status();
    }

    private static String types(WebhookView webhook) {
        return webhook.types().isEmpty()
                ? "all"
                : webhook.types().stream().map(NoticeType::word).collect(Collectors.joining(","));
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
