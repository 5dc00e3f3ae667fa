package io.spidergate.gateway.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.BudgetView;
import io.spidergate.contracts.billing.SpendReport;
import io.spidergate.contracts.billing.UsageReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The usage of one agent token, as its holder reads it: what it spent from the ledger, exactly
/// within the range, and how its requests went, by whole hours.
///
/// @param from inclusive, as `to` is not
/// @param costUsd exact, to the nano-USD
/// @param budget its own of the month; absent where the token has none
/// @param budgets those that it shares with others, as they stand now
record UsageAnswer(
        @JsonProperty("object") String object,
        @JsonProperty("agent") String agent,
        @JsonProperty("from") String from,
        @JsonProperty("to") String to,
        @JsonProperty("requests") long requests,
        @JsonProperty("input_tokens") long inputTokens,
        @JsonProperty("output_tokens") long outputTokens,
        @JsonProperty("cost_usd") BigDecimal costUsd,
        @JsonProperty("budget") @Nullable Budget budget,
        @JsonProperty("budgets") List<SharedBudget> budgets,
        @JsonProperty("by_model") List<ByModel> byModel,
        @JsonUnwrapped UsageDetails details) {

    /// @param limitUsd in each UTC calendar month
    /// @param soft warned about and not refused
    record Budget(
            @JsonProperty("limit_usd") BigDecimal limitUsd, @JsonProperty("soft") boolean soft) {}

    /// @param period `day`, `week` or `month`
    record SharedBudget(
            @JsonProperty("id") String id,
            @JsonProperty("name") String name,
            @JsonProperty("period") String period,
            @JsonProperty("rolling") boolean rolling,
            @JsonProperty("soft") boolean soft,
            @JsonProperty("limit_usd") BigDecimal limitUsd,
            @JsonProperty("spent_usd") BigDecimal spentUsd,
            @JsonProperty("resets_at") String resetsAt) {

        static SharedBudget of(BudgetView budget) {
            return new SharedBudget(
                    budget.id(),
                    budget.name(),
                    budget.period().name().toLowerCase(Locale.ROOT),
                    budget.rolling(),
                    budget.soft(),
                    usd(budget.limitNanoUsd()),
                    usd(budget.spentNanoUsd()),
                    budget.resetsAt().toString());
        }
    }

    record ByModel(
            @JsonProperty("model") String model,
            @JsonProperty("requests") long requests,
            @JsonProperty("input_tokens") long inputTokens,
            @JsonProperty("output_tokens") long outputTokens,
            @JsonProperty("cost_usd") BigDecimal costUsd) {}

    UsageAnswer {
        budgets = List.copyOf(budgets);
        byModel = List.copyOf(byModel);
    }

    static UsageAnswer of(
            AgentToken token, SpendReport spend, UsageReport usage, List<BudgetView> budgets) {
        return new UsageAnswer(
                "usage",
                token.name(),
                spend.from().toString(),
                spend.to().toString(),
                spend.requests(),
                spend.byModel().stream().mapToLong(SpendReport.ByModel::inputTokens).sum(),
                spend.byModel().stream().mapToLong(SpendReport.ByModel::outputTokens).sum(),
                usd(spend.totalNanoUsd()),
                budget(token.limits()),
                budgets.stream().map(SharedBudget::of).toList(),
                spend.byModel().stream().map(UsageAnswer::byModel).toList(),
                UsageDetails.of(usage));
    }

    private static ByModel byModel(SpendReport.ByModel model) {
        return new ByModel(
                model.model(),
                model.requests(),
                model.inputTokens(),
                model.outputTokens(),
                usd(model.nanoUsd()));
    }

    private static @Nullable Budget budget(AgentLimits limits) {
        return limits.budgetNanoUsd() == null
                ? null
                : new Budget(usd(limits.budgetNanoUsd()), limits.budgetSoft());
    }

    static BigDecimal usd(long nanoUsd) {
        return BigDecimal.valueOf(nanoUsd, 9);
    }
}
