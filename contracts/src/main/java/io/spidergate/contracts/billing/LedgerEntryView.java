package io.spidergate.contracts.billing;

import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of the ledger, with what it rests on.
///
/// @param id of the request or the correction
/// @param kind `request` or `correction`
/// @param startedAt when the request began; of a correction, when it belongs to
/// @param evidence `MEASURED`, `ESTIMATED` or `NONE`: where the tokens come from
/// @param nanoUsd what it costs
/// @param billedNanoUsd of that, what is not owed to the provider by the workspace itself
/// @param basis what the cost rests on
/// @param prices by which it was charged, as [io.spidergate.money.TokenPrice#version] gives them;
///   none where no attempt had one
/// @param budgetGrants the allowances that it was reserved from
/// @param reason of a correction
/// @param reference of a correction
public record LedgerEntryView(
        String id,
        String kind,
        Instant startedAt,
        Instant recordedAt,
        WorkspaceId workspace,
        AgentId agent,
        String agentName,
        String tokenRef,
        String endpoint,
        String requestedModel,
        @Nullable String servedModel,
        @Nullable String servedProvider,
        String result,
        int httpStatus,
        long inputTokens,
        long cachedInputTokens,
        long outputTokens,
        String evidence,
        long nanoUsd,
        long billedNanoUsd,
        String basis,
        List<String> prices,
        List<String> budgetGrants,
        List<String> tags,
        @Nullable String reason,
        @Nullable String reference) {

    public LedgerEntryView {
        prices = List.copyOf(prices);
        budgetGrants = List.copyOf(budgetGrants);
        tags = List.copyOf(tags);
    }
}
