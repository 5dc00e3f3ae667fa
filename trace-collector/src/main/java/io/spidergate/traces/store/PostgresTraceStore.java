package io.spidergate.traces.store;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// Writes traces, what they add to the totals, and dead letters, each exactly once however often it
/// is asked to.
@Singleton
public final class PostgresTraceStore {

    /// `check_violation`, which is also what "no partition found for row" says.
    private static final String NO_PARTITION = "23514";

    private static final String INSERT =
            """
            INSERT INTO traces.trace (request_id, started_at, workspace, agent, agent_name,
                requested_model, served_model, served_provider, streamed, result, http_status,
                error_code, attempts, fallback, input_tokens, output_tokens, cost_nano_usd,
                first_content_us, duration_us, event)
            SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::int[],
                ?::text[], ?::int[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bigint[],
                ?::bigint[], ?::bigint[], ?::text[])
            ON CONFLICT DO NOTHING
            RETURNING request_id
            """;

    private final DataSource dataSource;
    private final PostgresPartitions partitions;

    PostgresTraceStore(DataSource dataSource, PostgresPartitions partitions) {
        this.dataSource = dataSource;
        this.partitions = partitions;
    }

    /// Stores all or nothing.
    ///
    /// @return how many traces were new
    public int store(List<StoredTrace> traces, List<DeadLetter> deadLetters) throws SQLException {
        try {
            return tryStore(traces, deadLetters);
        } catch (SQLException e) {
            if (!NO_PARTITION.equals(e.getSQLState())) {
                throw e;
            }
            partitions.forgetAll();
            return tryStore(traces, deadLetters);
        }
    }

    private int tryStore(List<StoredTrace> traces, List<DeadLetter> deadLetters)
            throws SQLException {
        Set<DayPartition> days =
                traces.stream()
                        .map(trace -> DayPartition.of(trace.startedAt()))
                        .collect(Collectors.toUnmodifiableSet());
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                partitions.ensure(connection, days);
                List<StoredTrace> fresh = traces.isEmpty() ? List.of() : insert(connection, traces);
                PostgresTotals.add(connection, fresh);
                bury(connection, deadLetters);
                connection.commit();
                partitions.remember(days);
                return fresh.size();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /// @return those that were not there
    private static List<StoredTrace> insert(Connection connection, List<StoredTrace> traces)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns columns = new Columns(connection, statement, traces);
            columns.add("text", StoredTrace::requestId);
            columns.add("timestamptz", trace -> trace.startedAt().atOffset(ZoneOffset.UTC));
            columns.add("text", StoredTrace::workspace);
            columns.add("text", StoredTrace::agent);
            columns.add("text", StoredTrace::agentName);
            columns.add("text", StoredTrace::requestedModel);
            columns.add("text", StoredTrace::servedModel);
            columns.add("text", StoredTrace::servedProvider);
            columns.add("boolean", StoredTrace::streamed);
            columns.add("text", trace -> trace.result().name());
            columns.add("int4", StoredTrace::httpStatus);
            columns.add("text", StoredTrace::errorCode);
            columns.add("int4", StoredTrace::attempts);
            columns.add("boolean", StoredTrace::fallback);
            columns.add("int8", StoredTrace::inputTokens);
            columns.add("int8", StoredTrace::outputTokens);
            columns.add("int8", StoredTrace::costNanoUsd);
            columns.add("int8", StoredTrace::firstContentUs);
            columns.add("int8", StoredTrace::durationUs);
            columns.add("text", StoredTrace::json);
            Map<String, StoredTrace> byId = new HashMap<>();
            traces.forEach(trace -> byId.putIfAbsent(trace.requestId(), trace));
            List<StoredTrace> fresh = new ArrayList<>(traces.size());
            try (ResultSet inserted = statement.executeQuery()) {
                while (inserted.next()) {
                    fresh.add(Objects.requireNonNull(byId.get(inserted.getString(1))));
                }
            }
            return fresh;
        }
    }

    private static void bury(Connection connection, List<DeadLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        INSERT INTO traces.dead_letter
                            (topic, topic_partition, topic_offset, reason, payload)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)) {
            for (DeadLetter letter : letters) {
                statement.setString(1, letter.topic());
                statement.setInt(2, letter.partition());
                statement.setLong(3, letter.offset());
                statement.setString(4, letter.reason());
                statement.setBytes(5, letter.payload());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /// One array for each column: a whole batch is one statement that says how many rows were new.
    private static final class Columns {

        private final Connection connection;
        private final PreparedStatement statement;
        private final List<StoredTrace> traces;
        private int count;

        Columns(Connection connection, PreparedStatement statement, List<StoredTrace> traces) {
            this.connection = connection;
            this.statement = statement;
            this.traces = traces;
        }

        void add(String type, Function<StoredTrace, ?> value) throws SQLException {
            statement.setArray(
                    ++count, connection.createArrayOf(type, traces.stream().map(value).toArray()));
        }
    }
}
