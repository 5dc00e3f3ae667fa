package io.spidergate.traces.query;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The condition of a query, with its values beside it.
///
/// @param sql conditions joined by AND; names only columns, never a caller's words
record Where(String sql, List<Object> values) {

    static Where of(TraceFilter filter) {
        List<String> conditions = new ArrayList<>(List.of("started_at >= ?"));
        List<Object> values = new ArrayList<>(List.of(filter.from()));
        filter.to().ifPresent(to -> add(conditions, values, "started_at < ?", to));
        filter.agent()
                .ifPresent(agent ->
                        add(conditions, values, "(agent = ? OR agent_name = ?)", agent, agent));
        filter.status().ifPresent(status -> conditions.add(condition(status)));
        filter.model()
                .ifPresent(model ->
                        add(
                                conditions,
                                values,
                                "(requested_model = ? OR served_model = ?)",
                                model,
                                model));
        filter.minLatencyUs().ifPresent(us -> add(conditions, values, "duration_us >= ?", us));
        filter.minCostNanoUsd()
                .ifPresent(cost -> add(conditions, values, "cost_nano_usd >= ?", cost));
        return new Where(String.join(" AND ", conditions), List.copyOf(values));
    }

    Where after(TraceCursor cursor) {
        List<Object> more = new ArrayList<>(values);
        more.add(cursor.startedAt());
        more.add(cursor.requestId());
        return new Where(sql + " AND (started_at, request_id) < (?, ?)", List.copyOf(more));
    }

    void bind(PreparedStatement statement) throws SQLException {
        int index = 0;
        for (Object value : values) {
            statement.setObject(
                    ++index,
                    value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }

    private static String condition(TraceFilter.Status status) {
        return switch (status) {
            case SUCCESS -> "result = 'COMPLETED'";
            case ERROR -> "result <> 'COMPLETED'";
        };
    }

    private static void add(
            List<String> conditions, List<Object> values, String condition, Object... bound) {
        conditions.add(condition);
        values.addAll(List.of(bound));
    }
}
