package io.spidergate.billing.reconciliation;

import io.spidergate.billing.reconciliation.AccountUse.Entered;
import io.spidergate.billing.reconciliation.AccountUse.Row;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Counts what accounts have used, in the transaction that enters the requests into the ledger.
public final class PostgresAccountDays {

    private static final String ADD =
            """
            INSERT INTO account_day AS known (day, provider, account, model, topic_partition,
                attempts, nano_usd, estimated_nano_usd, unpriced, input_tokens, output_tokens)
            SELECT day::date, provider, account, model, topic_partition,
                attempts, nano_usd, estimated_nano_usd, unpriced, input_tokens, output_tokens
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS more (day, provider, account, model, topic_partition,
                    attempts, nano_usd, estimated_nano_usd, unpriced, input_tokens, output_tokens)
            ON CONFLICT (day, provider, account, model, topic_partition) DO UPDATE SET
                attempts = known.attempts + excluded.attempts,
                nano_usd = known.nano_usd + excluded.nano_usd,
                estimated_nano_usd = known.estimated_nano_usd + excluded.estimated_nano_usd,
                unpriced = known.unpriced + excluded.unpriced,
                input_tokens = known.input_tokens + excluded.input_tokens,
                output_tokens = known.output_tokens + excluded.output_tokens
            """;

    private PostgresAccountDays() {}

    public static void add(Connection connection, List<Entered> requests) throws SQLException {
        SortedMap<Row, AccountUse> sums = AccountUse.of(requests);
        if (sums.isEmpty()) {
            return;
        }
        Collection<Row> rows = sums.keySet();
        Collection<AccountUse> uses = sums.values();
        try (PreparedStatement upsert = connection.prepareStatement(ADD)) {
            // As ISO text: the driver would print it in this machine's time zone.
            upsert.setArray(1, texts(connection, rows, row -> row.day().toString()));
            upsert.setArray(2, texts(connection, rows, Row::provider));
            upsert.setArray(3, texts(connection, rows, Row::account));
            upsert.setArray(4, texts(connection, rows, Row::model));
            upsert.setArray(5, numbers(connection, rows, Row::partition));
            upsert.setArray(6, numbers(connection, uses, AccountUse::attempts));
            upsert.setArray(7, numbers(connection, uses, AccountUse::nanoUsd));
            upsert.setArray(8, numbers(connection, uses, AccountUse::estimatedNanoUsd));
            upsert.setArray(9, numbers(connection, uses, AccountUse::unpriced));
            upsert.setArray(10, numbers(connection, uses, AccountUse::inputTokens));
            upsert.setArray(11, numbers(connection, uses, AccountUse::outputTokens));
            upsert.executeUpdate();
        }
    }

    private static <T> Array texts(
            Connection connection, Collection<T> rows, Function<T, String> value)
            throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(value).toArray(String[]::new));
    }

    private static <T> Array numbers(
            Connection connection, Collection<T> rows, ToLongFunction<T> value)
            throws SQLException {
        return connection.createArrayOf(
                "int8", rows.stream().map(value::applyAsLong).toArray(Long[]::new));
    }
}
