package io.spidergate.router.provider;

import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// The providers that were added at run time, in this service's schema.
@Singleton
public final class PostgresProviders {

    private static final String ALL =
            """
            SELECT id, base_url, credential_required, free, account, models
              FROM router.provider ORDER BY created_at, id\
            """;
    private static final String PUT =
            """
            INSERT INTO router.provider (id, base_url, credential_required, free, account, models)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
              base_url = excluded.base_url,
              credential_required = excluded.credential_required,
              free = excluded.free,
              account = excluded.account,
              models = excluded.models,
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
            statement.setString(1, provider.id());
            statement.setString(2, provider.baseUrl().toString());
            statement.setBoolean(3, provider.credentialRequired());
            statement.setBoolean(4, provider.free());
            statement.setString(5, provider.account());
            statement.setArray(6, models);
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
        return new ApiProvider(
                row.getString("id"),
                URI.create(row.getString("base_url")),
                row.getBoolean("credential_required"),
                row.getBoolean("free"),
                row.getString("account"),
                List.of((String[]) row.getArray("models").getArray()));
    }
}
