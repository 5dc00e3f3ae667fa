package io.spidergate.router.capability;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.routing.CapabilityFinding;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// What was measured, in this service's schema. Replicas hear the same and store the same.
@Singleton
final class PostgresCapabilities {

    private static final String ALL =
            """
            SELECT provider, account, model, capability, word, refusals, since, until, heard_at,
                prober, evidence
            FROM router.measured_capability\
            """;

    /// What another replica has stored of a later outcome stays.
    private static final String PUT =
            """
            INSERT INTO router.measured_capability AS known (provider, account, model, capability,
                word, refusals, since, until, heard_at, prober, evidence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (provider, account, model, capability) DO UPDATE SET
                word = excluded.word, refusals = excluded.refusals, since = excluded.since,
                until = excluded.until, heard_at = excluded.heard_at, prober = excluded.prober,
                evidence = excluded.evidence
            WHERE known.heard_at < excluded.heard_at\
            """;

    private static final String FORGET =
            "DELETE FROM router.measured_capability WHERE heard_at < ? AND until < ?";

    private static final String DELETE =
            "DELETE FROM router.measured_capability WHERE provider = ? AND model = ?";

    /// Two who write at the same time never wait for each other.
    private static final Comparator<Ability> ORDER =
            Comparator.comparing(Ability::provider)
                    .thenComparing(Ability::account)
                    .thenComparing(Ability::model)
                    .thenComparing(Ability::capability);

    private static final Map<String, Capability> CAPABILITIES =
            Arrays.stream(Capability.values()).collect(Collectors.toMap(Enum::name, it -> it));

    private final DataSource dataSource;

    PostgresCapabilities(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Map<Ability, Measured> all() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet rows = statement.executeQuery()) {
            Map<Ability, Measured> all = new HashMap<>();
            while (rows.next()) {
                // Of a later version, before a downgrade.
                Capability capability = CAPABILITIES.get(rows.getString("capability"));
                if (capability != null) {
                    all.put(
                            new Ability(
                                    rows.getString("provider"),
                                    rows.getString("account"),
                                    rows.getString("model"),
                                    capability),
                            measured(rows));
                }
            }
            return all;
        }
    }

    private static Measured measured(ResultSet row) throws SQLException {
        return new Measured(
                new CapabilityFinding(
                        CapabilityFinding.Word.valueOf(row.getString("word")),
                        row.getInt("refusals"),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("until").toInstant(),
                        row.getTimestamp("heard_at").toInstant(),
                        row.getString("prober")),
                row.getString("evidence"));
    }

    /// @param forgotten what was heard before and is over by then is dropped
    void put(Map<Ability, Measured> learnt, Instant forgotten) throws SQLException {
        List<Map.Entry<Ability, Measured>> order =
                learnt.entrySet().stream().sorted(Map.Entry.comparingByKey(ORDER)).toList();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement put = connection.prepareStatement(PUT);
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            for (Map.Entry<Ability, Measured> one : order) {
                bind(put, one.getKey(), one.getValue());
                put.addBatch();
            }
            put.executeBatch();
            forget.setTimestamp(1, Timestamp.from(forgotten));
            forget.setTimestamp(2, Timestamp.from(forgotten));
            forget.executeUpdate();
        }
    }

    private static void bind(PreparedStatement put, Ability ability, Measured measured)
            throws SQLException {
        CapabilityFinding finding = measured.finding();
        put.setString(1, ability.provider());
        put.setString(2, ability.account());
        put.setString(3, ability.model());
        put.setString(4, ability.capability().name());
        put.setString(5, finding.word().name());
        put.setInt(6, finding.refusals());
        put.setTimestamp(7, Timestamp.from(finding.since()));
        put.setTimestamp(8, Timestamp.from(finding.until()));
        put.setTimestamp(9, Timestamp.from(finding.heardAt()));
        put.setString(10, finding.prober());
        put.setString(11, measured.evidence());
    }

    void delete(String provider, String model) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setString(1, provider);
            statement.setString(2, model);
            statement.executeUpdate();
        }
    }
}
