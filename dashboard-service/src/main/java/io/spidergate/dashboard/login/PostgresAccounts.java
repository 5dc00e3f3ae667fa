package io.spidergate.dashboard.login;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/// The accounts; `admin` is there from the first migration on, without a password.
@Singleton
final class PostgresAccounts {

    private final DataSource dataSource;

    PostgresAccounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Optional<Account> find(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                SELECT id, name, role, password_hash FROM dashboard.account
                                WHERE name = ?
                                """)) {
            statement.setString(1, name.replace("\0", ""));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Account(
                                        rows.getLong("id"),
                                        rows.getString("name"),
                                        Role.of(rows.getString("role")),
                                        rows.getString("password_hash")))
                        : Optional.empty();
            }
        }
    }

    void setPassword(long account, String hash) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                UPDATE dashboard.account
                                SET password_hash = ?, password_set_at = now() WHERE id = ?
                                """)) {
            statement.setString(1, hash);
            statement.setLong(2, account);
            statement.executeUpdate();
        }
    }
}
