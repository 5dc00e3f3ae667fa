package io.spidergate.billing.ledger;

import io.spidergate.billing.budget.PostgresBudgetNotices;
import io.spidergate.billing.store.PostgresBudgetLock;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.NewCorrection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entries of the kind `correction`, and what follows from them, in one transaction.
@ApplicationScoped
class PostgresCorrections {

    private static final String INSERT =
            """
            INSERT INTO ledger_entry (request_id, month, started_at, workspace, agent, agent_name, token_ref, endpoint,
                requested_model, result, http_status, input_tokens, cached_input_tokens, output_tokens, evidence, nano_usd,
                basis, kind, reason, reference, tags)
            SELECT c.id, c.month, c.at, t.workspace, t.agent, t.name, t.token_ref, 'correction', 'correction', 'CORRECTED',
                0, 0, 0, 0, 'NONE', c.nano_usd, 'CORRECTION', 'correction', c.reason, c.reference, t.tags
            FROM (VALUES (?::text, ?::date, ?::timestamptz, ?::bigint, ?::text, ?::text))
                AS c (id, month, at, nano_usd, reason, reference), agent_token t
            WHERE t.token_ref = ? AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.request_id = c.id)
            ON CONFLICT DO NOTHING
            """;

    private final PostgresTransactions transactions;
    private final PostgresBudgetNotices notices;
    private final Clock clock;

    PostgresCorrections(
            PostgresTransactions transactions, PostgresBudgetNotices notices, Clock clock) {
        this.transactions = transactions;
        this.notices = notices;
        this.clock = clock;
    }

    sealed interface Outcome {

        /// @param spent of the token in that month, this included
        record Written(long spent) implements Outcome {}

        record NoSuchToken() implements Outcome {}

        record Exists() implements Outcome {}
    }

    Outcome append(String entryId, NewCorrection asked, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return transactions.call(connection -> {
            PostgresBudgetLock.goBy(connection);
            Movement movement = movement(connection, asked, at);
            if (movement == null) {
                return new Outcome.NoSuchToken();
            }
            PostgresLedger.ensureMonths(connection, List.of(day.withDayOfMonth(1)));
            if (!insert(connection, entryId, asked, at, day)) {
                return new Outcome.Exists();
            }
            Instant now = clock.instant();
            notices.spent(
                    connection,
                    new PostgresProjections(connection).move(List.of(movement), now),
                    now);
            return new Outcome.Written(spent(connection, asked.tokenRef(), day));
        });
    }

    /// Null where there is no such token.
    private static @Nullable Movement movement(
            Connection connection, NewCorrection asked, Instant at) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT workspace, agent, tags FROM agent_token WHERE token_ref = ?")) {
            select.setString(1, asked.tokenRef());
            try (ResultSet row = select.executeQuery()) {
                return !row.next()
                        ? null
                        : new Movement(
                                asked.tokenRef(),
                                row.getString(1),
                                row.getString(2),
                                List.of((String[]) row.getArray(3).getArray()),
                                at,
                                0,
                                asked.nanoUsd(),
                                asked.nanoUsd());
            }
        }
    }

    private static boolean insert(
            Connection connection, String entryId, NewCorrection asked, Instant at, LocalDate day)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, entryId);
            insert.setObject(2, day.withDayOfMonth(1));
            insert.setObject(3, at.atOffset(ZoneOffset.UTC));
            insert.setLong(4, asked.nanoUsd());
            insert.setString(5, asked.reason());
            insert.setString(6, asked.reference());
            insert.setString(7, asked.tokenRef());
            return insert.executeUpdate() == 1;
        }
    }

    private static long spent(Connection connection, String tokenRef, LocalDate day)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT settled FROM counter WHERE subject = ? AND counter = 'BUDGET' AND window_start = ?")) {
            select.setString(1, tokenRef);
            select.setObject(2, day.withDayOfMonth(1).atStartOfDay().atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
