package io.spidergate.billing.notice;

import io.spidergate.contracts.billing.Notice;
import java.util.Map;
import java.util.TreeMap;

/// A notice as a person reads it in a mail.
final class NoticeText {

    private static final int MAX_SUBJECT = 150;

    private NoticeText() {}

    static String subject(Notice notice) {
        String text = "SpiderGate: " + headline(notice);
        String line =
                text.codePoints()
                        .map(point -> Character.isISOControl(point) ? ' ' : point)
                        .limit(MAX_SUBJECT)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return line.strip();
    }

    static String text(Notice notice) {
        StringBuilder text = new StringBuilder();
        text.append(headline(notice)).append(".\n\n");
        line(text, "workspace", notice.workspace());
        line(text, "about", notice.subject());
        line(text, "at", notice.at());
        lines(text, "", notice.data());
        text.append("\nNotice ").append(notice.id()).append(" (").append(notice.type().word());
        return text.append(").\n").toString();
    }

    private static String headline(Notice notice) {
        Map<String, Object> data = notice.data();
        return switch (notice.type()) {
            case BUDGET_WARNING ->
                    "%s %% of the budget '%s' are spent"
                            .formatted(data.get("threshold_percent"), name(notice));
            case BUDGET_EXCEEDED -> "the budget '%s' is used up".formatted(name(notice));
            case RECONCILIATION_DIFFERS ->
                    "%s charges another sum for %s than the ledger"
                            .formatted(data.get("provider"), data.get("day"));
            case WEBHOOK_TEST -> "a test of webhook %s".formatted(notice.subject());
            case WEBHOOK_DISABLED -> "webhook %s is disabled".formatted(notice.subject());
        };
    }

    private static Object name(Notice notice) {
        Object name = notice.data().get("name");
        return name == null ? notice.subject() : name;
    }

    private static void lines(StringBuilder text, String prefix, Map<?, ?> data) {
        new TreeMap<>(data)
                .forEach((key, value) -> {
                    if (value instanceof Map<?, ?> nested) {
                        lines(text, prefix + key + " ", nested);
                    } else {
                        line(text, prefix + key, value);
                    }
                });
    }

    private static void line(StringBuilder text, String label, Object value) {
        text.append(label.replace('_', ' ')).append(": ").append(value).append('\n');
    }
}
