package io.spidergate.contracts.traces;

import java.time.Instant;
import java.util.List;

/// From what was asked for to who served it, over whole hours of UTC.
///
/// @param from inclusive
/// @param to exclusive
/// @param total of all rows, also of those that were left off
/// @param shares what requests cost, by kind
/// @param paidBecause why money was spent, most often first; see `paidBecause` of a request event
/// @param rows most requests first
/// @param truncated rows were left off
public record FlowReport(
        Instant from,
        Instant to,
        Totals total,
        List<Share> shares,
        List<Reason> paidBecause,
        List<Row> rows,
        boolean truncated) {

    public FlowReport {
        shares = List.copyOf(shares);
        paidBecause = List.copyOf(paidBecause);
        rows = List.copyOf(rows);
    }

    /// @param failed of the requests: refused, failed, cut or abandoned
    /// @param listNanoUsd what all of it would have cost had nothing been free, as far as somebody
    ///   sells it
    public record Totals(
            long requests,
            long failed,
            long inputTokens,
            long outputTokens,
            long costNanoUsd,
            long listNanoUsd) {

        /// What was not spent because something was free.
        public long avoidedNanoUsd() {
            return Math.max(0, listNanoUsd - costNanoUsd);
        }
    }

    /// @param kind `free`, `priced`, `unpriced`, or `none` where nothing was used
    public record Share(String kind, Totals totals) {}

    public record Reason(String reason, long requests, long costNanoUsd) {}

    /// @param requestedModel alias or model; empty where nobody knows what was asked for
    /// @param servedModel empty where nobody served
    /// @param servedProvider empty where nobody served
    public record Row(
            String requestedModel, String servedModel, String servedProvider, Totals totals) {}
}
