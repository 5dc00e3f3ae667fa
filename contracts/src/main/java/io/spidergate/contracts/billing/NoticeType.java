package io.spidergate.contracts.billing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What a notice tells of. Money in `data` is US dollars as a JSON number, times are ISO-8601
/// instants.
public enum NoticeType {
    /// A budget passed one of its thresholds: `{"budget", "name", "subject": {"kind", "id"},
    /// "period", "rolling", "threshold_percent", "spent_usd", "cap_usd", "resets_at"}`. `budget` is
    /// its id, or the reference of the token whose own it is.
    BUDGET_WARNING("budget.warning"),
    /// A budget is used up, or refuses what requests may cost; `data` as of `budget.warning`, with
    /// the threshold 100.
    BUDGET_EXCEEDED("budget.exceeded"),
    /// A provider charges something else for a day than the ledger: `{"provider", "account", "day",
    /// "ledger_usd", "reported_usd", "difference_usd"}`, with the difference as reported less
    /// ledger.
    RECONCILIATION_DIFFERS("reconciliation.differs"),
    /// Asked for, to see whether a webhook arrives: `{"webhook", "message"}`; sent to that webhook
    /// alone, whatever types it wants.
    WEBHOOK_TEST("webhook.test"),
    /// A webhook is not called any more until it is resumed: `{"webhook", "reason"}`. Its URL is
    /// not told: many hold a secret.
    WEBHOOK_DISABLED("webhook.disabled");

    private final String word;

    NoticeType(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    @JsonCreator
    public static NoticeType of(String word) {
        for (NoticeType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "a type of notice is one of %s, got '%s'"
                        .formatted(words(), word.length() <= 40 ? word : word.substring(0, 40)));
    }

    private static String words() {
        return Arrays.stream(values()).map(NoticeType::word).collect(Collectors.joining(", "));
    }
}
