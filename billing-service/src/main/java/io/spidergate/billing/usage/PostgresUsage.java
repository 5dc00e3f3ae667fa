package io.spidergate.billing.usage;

import io.spidergate.contracts.billing.UsageReport.Sums;
import io.spidergate.contracts.gateway.RequestEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Counts requests in their hours, in the transaction that enters them into the ledger.
public final class PostgresUsage {

    /// The sums of an hour, by column.
    static final List<Counted> SUMS =
            List.of(
                    new Counted("requests", Sums::requests),
                    new Counted("attempts", Sums::attempts),
                    new Counted("delivered", Sums::delivered),
                    new Counted("hollow", Sums::hollow),
                    new Counted("failed", Sums::failed),
                    new Counted("unknown", Sums::unknown),
                    new Counted("truncated", Sums::truncated),
                    new Counted("tool_calls", Sums::toolCalls),
                    new Counted("cached", Sums::cached),
                    new Counted("streamed", Sums::streamed),
                    new Counted("input_tokens", Sums::inputTokens),
                    new Counted("cached_input_tokens", Sums::cachedInputTokens),
                    new Counted("output_tokens", Sums::outputTokens),
                    new Counted("nano_usd", Sums::nanoUsd),
                    new Counted("list_nano_usd", Sums::listNanoUsd),
                    new Counted("own_key_nano_usd", Sums::ownKeyNanoUsd));

    private static final List<Named> KEYS =
            List.of(
                    // As ISO text: the driver would print it in this machine's time zone.
                    new Named("hour", key -> key.hour().toString()),
                    new Named("workspace", UsageKey::workspace),
                    new Named("agent", UsageKey::agent),
                    new Named("token_ref", UsageKey::tokenRef),
                    new Named("alias", UsageKey::alias),
                    new Named("model", UsageKey::model),
                    new Named("provider", UsageKey::provider),
                    new Named("kind", UsageKey::kind),
                    new Named("basis", UsageKey::basis),
                    new Named("tags", UsageKey::tags));

    private static final String ADD = add();

    private static final String ADD_ERRORS =
            """
            INSERT INTO usage_error_hour AS known (hour, workspace, agent, error_code, requests)
            SELECT hour::timestamptz, workspace, agent, error_code, requests
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                AS more (hour, workspace, agent, error_code, requests)
            ON CONFLICT (hour, workspace, agent, error_code) DO UPDATE SET requests = known.requests + excluded.requests
            """;

    private final Connection connection;

    public PostgresUsage(Connection connection) {
        this.connection = connection;
    }

    record Counted(String column, ToLongFunction<Sums> value) {}

    private record Named(String column, Function<UsageKey, String> value) {}

    /// @param events that were never counted before
    public void add(List<RequestEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        addHours(UsageCounts.of(events));
        addErrors(events);
    }

    private void addHours(SortedMap<UsageKey, UsageCounts> counts) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(ADD)) {
            int at = 1;
            for (Named named : KEYS) {
                upsert.setArray(at++, texts(counts.keySet(), named.value));
            }
            upsert.setArray(at++, texts(counts.values(), UsageCounts::agentName));
            for (Counted counted : SUMS) {
                upsert.setArray(
                        at++, numbers(counts.values(), it -> counted.value.applyAsLong(it.sums())));
            }
            upsert.setArray(at++, numbers(counts.values(), UsageCounts::tookUs));
            upsert.setArray(at++, texts(counts.values(), it -> it.took().literal()));
            upsert.setArray(at, texts(counts.values(), it -> it.firstContent().literal()));
            upsert.executeUpdate();
        }
    }

    private void addErrors(List<RequestEvent> events) throws SQLException {
        SortedMap<ErrorKey, Long> errors = ErrorKey.counted(events);
        if (errors.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(ADD_ERRORS)) {
            upsert.setArray(1, texts(errors.keySet(), key -> key.hour().toString()));
            upsert.setArray(2, texts(errors.keySet(), ErrorKey::workspace));
            upsert.setArray(3, texts(errors.keySet(), ErrorKey::agent));
            upsert.setArray(4, texts(errors.keySet(), ErrorKey::errorCode));
            upsert.setArray(5, numbers(errors.entrySet(), Map.Entry::getValue));
            upsert.executeUpdate();
        }
    }

    private <T> java.sql.Array texts(Collection<T> rows, Function<T, String> value)
            throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(value).toArray());
    }

    private <T> java.sql.Array numbers(Collection<T> rows, ToLongFunction<T> value)
            throws SQLException {
        return connection.createArrayOf("int8", rows.stream().map(value::applyAsLong).toArray());
    }

    private static String add() {
        List<String> keys = KEYS.stream().map(Named::column).toList();
        List<String> sums = new ArrayList<>(SUMS.stream().map(Counted::column).toList());
        sums.add("took_us");
        String columns =
                "%s, agent_name, %s, took_counts, first_content_counts"
                        .formatted(String.join(", ", keys), String.join(", ", sums));
        List<String> types = new ArrayList<>();
        keys.forEach(key -> types.add("?::text[]"));
        types.add("?::text[]");
        sums.forEach(sum -> types.add("?::bigint[]"));
        types.add("?::text[]");
        types.add("?::text[]");
        List<String> added =
                sums.stream()
                        .map(sum -> "%1$s = known.%1$s + excluded.%1$s".formatted(sum))
                        .toList();
        return """
        INSERT INTO usage_hour AS known (%1$s)
        SELECT %2$s FROM unnest(%3$s) AS more (%1$s)
        ON CONFLICT (%4$s) DO UPDATE SET agent_name = excluded.agent_name, %5$s,
            took_counts = added_counts(known.took_counts, excluded.took_counts),
            first_content_counts = added_counts(known.first_content_counts, excluded.first_content_counts)
        """
                .formatted(
                        columns,
                        columns.replaceFirst("hour", "hour::timestamptz")
                                .replace(
                                        "took_counts, first_content_counts",
                                        "took_counts::bigint[], first_content_counts::bigint[]"),
                        String.join(", ", types),
                        String.join(", ", keys),
                        String.join(", ", added));
    }
}
