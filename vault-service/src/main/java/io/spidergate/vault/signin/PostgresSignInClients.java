package io.spidergate.vault.signin;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/// As whom providers know this installation.
@Singleton
final class PostgresSignInClients {

    private final DataSource dataSource;

    PostgresSignInClients(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// Empty before the first sign-in.
    Optional<String> of(String provider) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT client_id FROM vault.sign_in_client WHERE provider = ?")) {
            select.setString(1, provider);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the client of " + provider, e);
        }
    }

    void remember(String provider, String clientId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO vault.sign_in_client (provider, client_id) VALUES (?, ?)
                                ON CONFLICT (provider) DO UPDATE SET client_id = excluded.client_id
                                """)) {
            insert.setString(1, provider);
            insert.setString(2, clientId);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store the client of " + provider, e);
        }
    }
}
