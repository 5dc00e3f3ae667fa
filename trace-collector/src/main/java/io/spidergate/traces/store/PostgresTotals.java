package io.spidergate.traces.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// Adds to the totals of the hours, in the transaction of whoever stores the traces.
final class PostgresTotals {

    private static final String FLOW =
            """
            INSERT INTO traces.flow_hour AS known (hour, workspace, requested_model, served_model,
                served_provider, basis, paid_because, requests, failed, input_tokens, output_tokens,
                cost_nano_usd, list_nano_usd)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (hour, workspace, requested_model, served_model, served_provider, basis,
                paid_because) DO UPDATE SET
                requests = known.requests + excluded.requests,
                failed = known.failed + excluded.failed,
                input_tokens = known.input_tokens + excluded.input_tokens,
                output_tokens = known.output_tokens + excluded.output_tokens,
                cost_nano_usd = known.cost_nano_usd + excluded.cost_nano_usd,
                list_nano_usd = known.list_nano_usd + excluded.list_nano_usd
            """;

    private static final String ATTEMPTS =
            """
            INSERT INTO traces.attempt_hour AS known (hour, provider, account, upstream_model,
                attempts, served, refused, failed, passed_over, wasted_nano_usd)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (hour, provider, account, upstream_model) DO UPDATE SET
                attempts = known.attempts + excluded.attempts,
                served = known.served + excluded.served,
                refused = known.refused + excluded.refused,
                failed = known.failed + excluded.failed,
                passed_over = known.passed_over + excluded.passed_over,
                wasted_nano_usd = known.wasted_nano_usd + excluded.wasted_nano_usd
            """;

    private PostgresTotals() {}

    /// @param fresh that were not stored before
    static void add(Connection connection, List<StoredTrace> fresh) throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(FLOW)) {
            for (Map.Entry<FlowTotals.Key, FlowTotals> one : FlowTotals.of(fresh).entrySet()) {
                add(insert, one.getKey(), one.getValue());
            }
            insert.executeBatch();
        }
        try (PreparedStatement insert = connection.prepareStatement(ATTEMPTS)) {
            for (Map.Entry<AttemptTotals.Key, AttemptTotals> one :
                    AttemptTotals.of(fresh).entrySet()) {
                add(insert, one.getKey(), one.getValue());
            }
            insert.executeBatch();
        }
    }

    private static void add(PreparedStatement insert, FlowTotals.Key key, FlowTotals totals)
            throws SQLException {
        insert.setObject(1, utc(key.hour()));
        insert.setString(2, key.workspace());
        insert.setString(3, key.requestedModel());
        insert.setString(4, key.servedModel());
        insert.setString(5, key.servedProvider());
        insert.setString(6, key.basis());
        insert.setString(7, key.paidBecause());
        insert.setLong(8, totals.requests());
        insert.setLong(9, totals.failed());
        insert.setLong(10, totals.inputTokens());
        insert.setLong(11, totals.outputTokens());
        insert.setLong(12, totals.costNanoUsd());
        insert.setLong(13, totals.listNanoUsd());
        insert.addBatch();
    }

    private static void add(PreparedStatement insert, AttemptTotals.Key key, AttemptTotals totals)
            throws SQLException {
        insert.setObject(1, utc(key.hour()));
        insert.setString(2, key.provider());
        insert.setString(3, key.account());
        insert.setString(4, key.upstreamModel());
        insert.setLong(5, totals.attempts());
        insert.setLong(6, totals.served());
        insert.setLong(7, totals.refused());
        insert.setLong(8, totals.failed());
        insert.setLong(9, totals.passedOver());
        insert.setLong(10, totals.wastedNanoUsd());
        insert.addBatch();
    }

    private static OffsetDateTime utc(Instant hour) {
        return hour.atOffset(ZoneOffset.UTC);
    }
}
