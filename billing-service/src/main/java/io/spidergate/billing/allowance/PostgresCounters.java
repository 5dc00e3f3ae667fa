package io.spidergate.billing.allowance;

import io.spidergate.allowance.Grant;
import io.spidergate.allowance.OwnedCounter;
import io.spidergate.billing.budget.Budget;
import io.spidergate.billing.budget.PostgresBudgetSpend;
import io.spidergate.billing.budget.PostgresBudgetSpend.Spend;
import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.Counter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rows of counters and grants, within one transaction. A counter's row is locked before its
/// grants are read, always in the order of the keys.
final class PostgresCounters {

    private static final String KEYS =
            "SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[]) AS k (subject, counter, window_start)";

    private final Connection connection;

    PostgresCounters(Connection connection) {
        this.connection = connection;
    }

    /// The counters whose grants a request has a word about.
    SortedSet<CounterKey> spokenOf(AllowanceRequest request) throws SQLException {
        SortedSet<CounterKey> keys = new TreeSet<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT DISTINCT subject, counter, window_start FROM allowance_grant"
                                + " WHERE id = ANY (?) AND holder = ?")) {
            select.setArray(1, texts(ids(request)));
            select.setString(2, request.gatewayId());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(key(rows));
                }
            }
        }
        return keys;
    }

    /// Locks the counters, made where they are missing, and reads them with their live grants and
    /// those of `alsoGrants`.
    SortedMap<CounterKey, StoredCounter> lock(
            SortedSet<CounterKey> keys,
            List<String> alsoGrants,
            Map<String, SubjectLimits> limits,
            Instant now)
            throws SQLException {
        create(keys);
        SortedMap<CounterKey, Long> settled = lockRows(keys);
        Map<CounterKey, List<Grant>> grants = grants(keys, alsoGrants);
        // The ledger moves a rolling budget's rows without a lock on that of its grants: read
        // after the grants, a posting meanwhile is seen twice, never not at all.
        Map<String, Budget> rolling = rolling(limits);
        Map<String, Spend> spends = PostgresBudgetSpend.of(connection, rolling.values(), now);
        SortedMap<CounterKey, StoredCounter> stored = new TreeMap<>();
        settled.forEach((key, sum) -> {
            List<Grant> held = grants.getOrDefault(key, List.of());
            Budget budget = rolling.get(key.subject());
            Spend spend = spends.get(key.subject());
            stored.put(
                    key,
                    budget == null || spend == null
                            ? new StoredCounter(sum, windowEnd(key, limits), held)
                            : new StoredCounter(
                                    spend.nanoUsd(),
                                    budget.resetsAt(spend.firstSpent(), now),
                                    held));
        });
        return stored;
    }

    private static Map<String, Budget> rolling(Map<String, SubjectLimits> limits) {
        Map<String, Budget> rolling = new HashMap<>();
        for (SubjectLimits subject : limits.values()) {
            if (subject instanceof BudgetLimits(Budget budget) && budget.rolling()) {
                rolling.put(budget.id(), budget);
            }
        }
        return rolling;
    }

    private static Instant windowEnd(CounterKey key, Map<String, SubjectLimits> limits) {
        return limits.getOrDefault(key.subject(), TokenLimits.UNKNOWN)
                .window(key.counter())
                .endOf(key.windowStart());
    }

    void save(
            SortedMap<CounterKey, StoredCounter> before, SortedMap<CounterKey, OwnedCounter> after)
            throws SQLException {
        SortedMap<String, Change> changes = new TreeMap<>();
        for (Map.Entry<CounterKey, OwnedCounter> entry : after.entrySet()) {
            StoredCounter stored = before.get(entry.getKey());
            if (stored != null) {
                collect(entry.getKey(), stored, entry.getValue(), changes);
            }
        }
        saveSettled(before, after);
        saveGrants(changes);
    }

    private static void collect(
            CounterKey key,
            StoredCounter stored,
            OwnedCounter now,
            SortedMap<String, Change> changes) {
        Map<String, Grant> known = new HashMap<>();
        stored.grants().forEach(grant -> known.put(grant.id(), grant));
        for (Grant grant : now.grants().values()) {
            if (!grant.equals(known.remove(grant.id()))) {
                changes.put(grant.id(), new Change(key, grant));
            }
        }
        known.keySet().forEach(gone -> changes.put(gone, new Change(key, null)));
    }

    private void create(SortedSet<CounterKey> keys) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO counter (subject, counter, window_start) "
                                + KEYS
                                + " ON CONFLICT DO NOTHING")) {
            bind(insert, keys);
            insert.executeUpdate();
        }
    }

    private SortedMap<CounterKey, Long> lockRows(SortedSet<CounterKey> keys) throws SQLException {
        SortedMap<CounterKey, Long> settled = new TreeMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT subject, counter, window_start, settled FROM counter"
                                + " WHERE (subject, counter, window_start) IN ("
                                + KEYS
                                + ") ORDER BY subject, counter, window_start FOR UPDATE")) {
            bind(select, keys);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    settled.put(key(rows), rows.getLong("settled"));
                }
            }
        }
        return settled;
    }

    private Map<CounterKey, List<Grant>> grants(SortedSet<CounterKey> keys, List<String> also)
            throws SQLException {
        Map<CounterKey, List<Grant>> grants = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT * FROM allowance_grant WHERE (subject, counter, window_start) IN ("
                                + KEYS
                                + ") AND (NOT expired OR id = ANY (?))")) {
            bind(select, keys);
            select.setArray(4, texts(also));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    grants.computeIfAbsent(key(rows), key -> new ArrayList<>()).add(grant(rows));
                }
            }
        }
        return grants;
    }

    private void saveSettled(
            SortedMap<CounterKey, StoredCounter> before, SortedMap<CounterKey, OwnedCounter> after)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE counter SET settled = ? WHERE subject = ? AND counter = ? AND window_start = ?")) {
            for (Map.Entry<CounterKey, OwnedCounter> entry : after.entrySet()) {
                StoredCounter stored = before.get(entry.getKey());
                if (stored != null && stored.settled() != entry.getValue().settled()) {
                    update.setLong(1, entry.getValue().settled());
                    update.setString(2, entry.getKey().subject());
                    update.setString(3, entry.getKey().counter().name());
                    update.setObject(4, at(entry.getKey().windowStart()));
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    /// `ledgered` is the ledger's alone to write.
    private void saveGrants(SortedMap<String, Change> changes) throws SQLException {
        try (PreparedStatement upsert =
                        connection.prepareStatement(
                                """
                                INSERT INTO allowance_grant (id, subject, counter, window_start, holder, granted,
                                    returned, overdrawn, expires_at, expired) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                ON CONFLICT (id) DO UPDATE SET returned = excluded.returned,
                                    overdrawn = excluded.overdrawn,
                                    expires_at = excluded.expires_at, expired = excluded.expired
                                """);
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM allowance_grant WHERE id = ?")) {
            for (Map.Entry<String, Change> change : changes.entrySet()) {
                Grant grant = change.getValue().grant();
                if (grant == null) {
                    delete.setString(1, change.getKey());
                    delete.addBatch();
                } else {
                    bind(upsert, change.getValue().key(), grant);
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
            delete.executeBatch();
        }
    }

    private static void bind(PreparedStatement upsert, CounterKey key, Grant grant)
            throws SQLException {
        upsert.setString(1, grant.id());
        upsert.setString(2, key.subject());
        upsert.setString(3, key.counter().name());
        upsert.setObject(4, at(key.windowStart()));
        upsert.setString(5, grant.holder());
        upsert.setLong(6, grant.granted());
        upsert.setLong(7, grant.returned());
        upsert.setLong(8, grant.overdrawn());
        upsert.setObject(9, at(grant.expiresAt()));
        upsert.setBoolean(10, grant.expired());
    }

    private void bind(PreparedStatement statement, SortedSet<CounterKey> keys) throws SQLException {
        statement.setArray(1, texts(keys.stream().map(CounterKey::subject).toList()));
        statement.setArray(2, texts(keys.stream().map(key -> key.counter().name()).toList()));
        statement.setArray(
                3, texts(keys.stream().map(key -> key.windowStart().toString()).toList()));
    }

    private java.sql.Array texts(Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    static List<String> ids(AllowanceRequest request) {
        return request.returns().stream().map(AllowanceRequest.Return::grantId).toList();
    }

    private static CounterKey key(ResultSet row) throws SQLException {
        return new CounterKey(
                row.getString("subject"),
                Counter.valueOf(row.getString("counter")),
                row.getTimestamp("window_start").toInstant());
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                row.getString("id"),
                row.getString("holder"),
                row.getLong("granted"),
                row.getLong("returned"),
                row.getLong("overdrawn"),
                row.getLong("ledgered"),
                row.getTimestamp("expires_at").toInstant(),
                row.getBoolean("expired"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /// @param grant as it is now; null when it is to be forgotten
    private record Change(CounterKey key, @Nullable Grant grant) {}
}
