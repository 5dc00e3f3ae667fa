package io.spidergate.gateway.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.SpendReport;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The usage of one agent token, as its holder reads it.
///
/// @param from inclusive, as `to` is not
/// @param costUsd exact, to the nano-USD
/// @param budget absent where the token has none
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
        @JsonProperty("by_model") List<ByModel> byModel) {

    /// @param limitUsd in each UTC calendar month
    /// @param soft warned about and not refused
    record Budget(
            @JsonProperty("limit_usd") BigDecimal limitUsd, @JsonProperty("soft") boolean soft) {}

    record ByModel(
            @JsonProperty("model") String model,
            @JsonProperty("requests") long requests,
            @JsonProperty("input_tokens") long inputTokens,
            @JsonProperty("output_tokens") long outputTokens,
            @JsonProperty("cost_usd") BigDecimal costUsd) {}

    UsageAnswer {
        byModel = List.copyOf(byModel);
    }

    static UsageAnswer of(AgentToken token, SpendReport spend) {
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
                spend.byModel().stream()
                        .map(model ->
                                new ByModel(
                                        model.model(),
                                        model.requests(),
                                        model.inputTokens(),
                                        model.outputTokens(),
                                        usd(model.nanoUsd())))
                        .toList());
    }

    private static @Nullable Budget budget(AgentLimits limits) {
        return limits.budgetNanoUsd() == null
                ? null
                : new Budget(usd(limits.budgetNanoUsd()), limits.budgetSoft());
    }

    private static BigDecimal usd(long nanoUsd) {
        return BigDecimal.valueOf(nanoUsd, 9);
    }
}
