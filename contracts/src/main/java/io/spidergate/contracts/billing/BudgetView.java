package io.spidergate.contracts.billing;

import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.List;

/// A budget and where it stands.
///
/// @param zone of its workspace, such as `Europe/Berlin`; days, weeks and months begin by it
/// @param since when the present period began
/// @param resetsAt when it starts anew; of a rolling budget, when the first of its spend no longer
///   counts
/// @param spentNanoUsd sum of the ledger's entries that it counts
/// @param heldNanoUsd granted to gateways, and neither given back nor in the ledger yet
public record BudgetView(
        String id,
        WorkspaceId workspace,
        String name,
        BudgetScope scope,
        BudgetPeriod period,
        boolean rolling,
        String zone,
        long limitNanoUsd,
        boolean soft,
        boolean ceiling,
        List<Integer> warnAtPercent,
        Instant since,
        Instant resetsAt,
        long spentNanoUsd,
        long heldNanoUsd) {

    public BudgetView {
        warnAtPercent = List.copyOf(warnAtPercent);
    }
}
