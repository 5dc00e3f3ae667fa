package io.spidergate.billing.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.id.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of notices, between SQL and the contract.
final class PostgresNoticeRows {

    /// Money stays exact.
    private static final ObjectReader DATA =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readerFor(new TypeReference<Map<String, Object>>() {});

    private PostgresNoticeRows() {}

    /// @param prefix of its columns
    static Notice notice(ResultSet row, String prefix) throws SQLException {
        return new Notice(
                row.getString(prefix + "id"),
                NoticeType.of(row.getString(prefix + "type")),
                new WorkspaceId(row.getString(prefix + "workspace")),
                row.getString(prefix + "subject"),
                row.getTimestamp(prefix + "at").toInstant(),
                data(row.getString(prefix + "data")));
    }

    private static Map<String, Object> data(String text) {
        try {
            return DATA.readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL took it as JSON", e);
        }
    }

    static void setInstant(PreparedStatement statement, int parameter, @Nullable Instant instant)
            throws SQLException {
        statement.setObject(
                parameter,
                instant == null ? null : instant.atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column) == null ? null : row.getTimestamp(column).toInstant();
    }
}
