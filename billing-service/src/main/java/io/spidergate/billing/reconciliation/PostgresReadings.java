package io.spidergate.billing.reconciliation;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.vault.ProviderUsage;
import io.spidergate.contracts.vault.ProviderUsage.Line;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/// When accounts were read, and what came of it.
@ApplicationScoped
class PostgresReadings {

    /// Whoever moves the row reads the account; with several replicas one does.
    private static final String TAKE =
            """
            INSERT INTO provider_reading AS known (provider, account, credential, tried_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (provider, account) DO UPDATE
            SET tried_at = excluded.tried_at, credential = excluded.credential
            WHERE known.tried_at <= ? OR known.credential <> excluded.credential
            """;

    private static final String ADD =
            """
            INSERT INTO provider_usage_day
                (provider, account, day, item, nano_usd, requests, input_tokens, output_tokens)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final PostgresTransactions transactions;

    PostgresReadings(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// @return whether it is due, and nobody else has taken it
    boolean take(Reading reading, Instant now, Duration every) {
        return transactions.call(connection -> {
            try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                take.setString(1, reading.provider());
                take.setString(2, reading.account());
                take.setString(3, reading.credential());
                take.setObject(4, utc(now));
                take.setObject(5, utc(now.minus(every)));
                return take.executeUpdate() == 1;
            }
        });
    }

    /// Accounts that nobody has a key for any more. What was read stays.
    void keepOnly(List<Reading> readings) {
        transactions.call(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            """
                            DELETE FROM provider_reading r WHERE NOT EXISTS (
                                SELECT 1 FROM unnest(?::text[], ?::text[]) AS k (provider, account)
                                WHERE (k.provider, k.account) = (r.provider, r.account))
                            """)) {
                delete.setArray(1, texts(connection, readings.stream().map(Reading::provider)));
                delete.setArray(2, texts(connection, readings.stream().map(Reading::account)));
                return delete.executeUpdate();
            }
        });
    }

    void failed(Reading reading, String why) {
        transactions.call(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE provider_reading SET failure = ? WHERE provider = ? AND account = ?")) {
                update.setString(1, why);
                update.setString(2, reading.provider());
                update.setString(3, reading.account());
                return update.executeUpdate();
            }
        });
    }

    /// In place of what was told of these days before.
    void told(Reading reading, LocalDate from, ProviderUsage usage, Instant now) {
        transactions.call(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            """
                            UPDATE provider_reading
                            SET read_at = ?, failure = NULL, told_until = greatest(told_until, ?)
                            WHERE provider = ? AND account = ?
                            """)) {
                update.setObject(1, utc(now));
                update.setObject(2, usage.until());
                update.setString(3, reading.provider());
                update.setString(4, reading.account());
                update.executeUpdate();
            }
            forget(connection, reading, from, usage.until());
            return add(connection, reading, usage.lines());
        });
    }

    private static void forget(
            Connection connection, Reading reading, LocalDate from, LocalDate until)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM provider_usage_day WHERE provider = ? AND account = ? AND day >= ? AND day < ?")) {
            delete.setString(1, reading.provider());
            delete.setString(2, reading.account());
            delete.setObject(3, from);
            delete.setObject(4, until);
            delete.executeUpdate();
        }
    }

    private static int add(Connection connection, Reading reading, List<Line> lines)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            for (Line line : ToldLines.merged(lines)) {
                insert.setString(1, reading.provider());
                insert.setString(2, reading.account());
                insert.setObject(3, line.day());
                insert.setString(4, line.item());
                insert.setLong(5, line.nanoUsd());
                insert.setObject(6, line.requests(), Types.BIGINT);
                insert.setObject(7, line.inputTokens(), Types.BIGINT);
                insert.setObject(8, line.outputTokens(), Types.BIGINT);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return lines.size();
    }

    private static java.sql.Array texts(Connection connection, Stream<String> texts)
            throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
