package io.spidergate.router.provider;

import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// The providers that were added at run time, in this service's schema.
@Singleton
public final class PostgresProviders {

    private static final String ALL =
            """
            SELECT id, base_url, credential_required, free, account, models,
                   like_provider, like_models
              FROM router.provider ORDER BY created_at, id\
            """;
    private static final String PUT =
            """
            INSERT INTO router.provider
              (id, base_url, credential_required, free, account, models, like_provider, like_models)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
              base_url = excluded.base_url,
              credential_required = excluded.credential_required,
              free = excluded.free,
              account = excluded.account,
              models = excluded.models,
              like_provider = excluded.like_provider,
              like_models = excluded.like_models,
              updated_at = now()\
            """;
    private static final String REMOVE = "DELETE FROM router.provider WHERE id = ?";

    private final DataSource dataSource;

    PostgresProviders(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// In the order in which they were added.
    public List<ApiProvider> all() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet rows = statement.executeQuery()) {
            List<ApiProvider> providers = new ArrayList<>();
            while (rows.next()) {
                providers.add(provider(rows));
            }
            return providers;
        }
    }

    public void put(ApiProvider provider) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(PUT)) {
            Array models = connection.createArrayOf("text", provider.models().toArray());
            Object[] like = provider.models().stream().map(provider.modelsLike()::get).toArray();
            statement.setString(1, provider.id());
            statement.setString(2, provider.baseUrl().toString());
            statement.setBoolean(3, provider.credentialRequired());
            statement.setBoolean(4, provider.free());
            statement.setString(5, provider.account());
            statement.setArray(6, models);
            statement.setString(7, provider.like());
            statement.setArray(8, connection.createArrayOf("text", like));
            statement.executeUpdate();
        }
    }

    /// False when there was none of that name.
    public boolean remove(String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            statement.setString(1, id);
            return statement.executeUpdate() == 1;
        }
    }

    private static ApiProvider provider(ResultSet row) throws SQLException {
        List<String> models = texts(row, "models");
        return new ApiProvider(
                row.getString("id"),
                URI.create(row.getString("base_url")),
                row.getBoolean("credential_required"),
                row.getBoolean("free"),
                row.getString("account"),
                models,
                row.getString("like_provider"),
                pairs(models, texts(row, "like_models")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    /// @param values in the order of the keys, null where there is none
    private static Map<String, String> pairs(List<String> keys, List<String> values) {
        Map<String, String> pairs = new HashMap<>();
        for (int at = 0; at < values.size(); at++) {
            if (values.get(at) != null) {
                pairs.put(keys.get(at), values.get(at));
            }
        }
        return pairs;
    }
}
