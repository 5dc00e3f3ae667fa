package io.spidergate.launcher;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.billing.LimitsChange;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Pure: limits of an agent, between the words of the command line and those of the contract.
final class TokenLimits {

    private TokenLimits() {}

    /// @param budgetUsd `none` for no limit
    static LimitsChange change(
            @Nullable Long requestsPerMinute,
            @Nullable Long requestsPerDay,
            @Nullable Long tokensPerMinute,
            @Nullable Long tokensPerDay,
            @Nullable Long concurrentRequests,
            @Nullable String budgetUsd,
            @Nullable Boolean soft) {
        requireNotNegative("--rpm", requestsPerMinute);
        requireNotNegative("--rpd", requestsPerDay);
        requireNotNegative("--tpm", tokensPerMinute);
        requireNotNegative("--tpd", tokensPerDay);
        requireNotNegative("--concurrent", concurrentRequests);
        boolean unlimited = "none".equals(budgetUsd);
        return new LimitsChange(
                requestsPerMinute,
                requestsPerDay,
                tokensPerMinute,
                tokensPerDay,
                concurrentRequests,
                budgetUsd == null || unlimited
                        ? null
                        : UsdOption.read("--budget-usd", budgetUsd, " or none").nanoUsd(),
                unlimited,
                soft);
    }

    static Spending spending(String word) {
        for (Spending spending : Spending.values()) {
            if (word(spending).equals(word)) {
                return spending;
            }
        }
        throw new Refusal(
                "--spending must be free_only, free_first or paid_ok, got '%s'.".formatted(word));
    }

    static CapturePolicy capture(String word) {
        for (CapturePolicy policy : CapturePolicy.values()) {
            if (word(policy).equals(word)) {
                return policy;
            }
        }
        throw new Refusal(
                "--capture must be gateway, full, metadata or none, got '%s'.".formatted(word));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void requireNotNegative(String option, @Nullable Long limit) {
        if (limit != null && limit < 0) {
            throw new Refusal("%s must be at least 0, got %d.".formatted(option, limit));
        }
    }

    static String describe(AgentLimits limits, Spending spending) {
        List<String> words = new ArrayList<>();
        if (limits.budgetNanoUsd() != null) {
            words.add(
                    "%s/month%s"
                            .formatted(
                                    Money.ofNanoUsd(limits.budgetNanoUsd()),
                                    limits.budgetSoft() ? " soft" : ""));
        }
        add(words, limits.requestsPerMinute(), "%d/min");
        add(words, limits.requestsPerDay(), "%d/day");
        add(words, limits.tokensPerMinute(), "%d tokens/min");
        add(words, limits.tokensPerDay(), "%d tokens/day");
        add(words, limits.concurrentRequests(), "%d at a time");
        if (spending != Spending.PAID_OK) {
            words.add(word(spending));
        }
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static void add(List<String> words, @Nullable Long limit, String form) {
        if (limit != null) {
            words.add(form.formatted(limit));
        }
    }
}
