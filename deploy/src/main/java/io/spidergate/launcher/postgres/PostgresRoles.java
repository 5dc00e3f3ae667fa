package io.spidergate.launcher.postgres;

import io.spidergate.launcher.suite.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/// One database, and in it for each service a role that owns one schema and sees no other.
public final class PostgresRoles {

    private static final String DATABASE = "spidergate";
    private static final String LOGIN_TIMEOUT_SECONDS = "5";

    private final Endpoint endpoint;
    private final String superuserPassword;

    public PostgresRoles(Endpoint endpoint, String superuserPassword) {
        this.endpoint = endpoint;
        this.superuserPassword = superuserPassword;
    }

    /// Whether the server takes connections.
    public boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            // Not yet: the caller asks again until its patience ends.
            return false;
        }
    }

    /// Makes what is not there and sets the passwords; the same any number of times.
    ///
    /// @param passwords by schema, which is also the role's name
    public void ensure(Map<String, String> passwords) throws SQLException {
        try (Connection connection = connect("postgres")) {
            if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
                execute(connection, "create database " + DATABASE);
                execute(connection, "revoke all on database " + DATABASE + " from public");
            }
        }
        try (Connection connection = connect(DATABASE)) {
            execute(connection, "revoke all on schema public from public");
            for (Map.Entry<String, String> role : passwords.entrySet()) {
                ensureRole(connection, role.getKey(), role.getValue());
            }
        }
    }

    private static void ensureRole(Connection connection, String name, String password)
            throws SQLException {
        // Names and passwords are our own lower-case letters and digits; DDL takes no parameters.
        requirePlain(name);
        requirePlain(password);
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
            execute(connection, "create role %s login".formatted(name));
        }
        execute(connection, "alter role %s password '%s'".formatted(name, password));
        execute(connection, "alter role %s set search_path = %s".formatted(name, name));
        execute(connection, "grant connect on database %s to %s".formatted(DATABASE, name));
        execute(
                connection,
                "create schema if not exists %s authorization %s".formatted(name, name));
    }

    private static void requirePlain(String word) {
        if (!word.matches("[a-z0-9_]+")) {
            throw new IllegalArgumentException("expected lower-case letters and digits");
        }
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", PostgresServer.SUPERUSER);
        properties.setProperty("password", superuserPassword);
        properties.setProperty("loginTimeout", LOGIN_TIMEOUT_SECONDS);
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(Endpoint.HOST, endpoint.port(), database),
                properties);
    }
}
