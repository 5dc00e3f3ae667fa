package io.spidergate.router.catalogue;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/// Files of the catalogue that came by the API, in this service's schema.
@Singleton
public final class PostgresCatalogueFiles {

    private final DataSource dataSource;

    PostgresCatalogueFiles(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// The text of each, by name.
    public Map<String, String> all() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT name, content FROM router.catalogue_file");
                ResultSet rows = select.executeQuery()) {
            Map<String, String> all = new TreeMap<>();
            while (rows.next()) {
                all.put(rows.getString(1), rows.getString(2));
            }
            return all;
        }
    }

    public void put(String name, String content) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO router.catalogue_file (name, content) VALUES (?, ?)
                                ON CONFLICT (name) DO UPDATE SET
                                  content = excluded.content, updated_at = now()
                                """)) {
            insert.setString(1, name);
            insert.setString(2, content);
            insert.executeUpdate();
        }
    }

    /// @return whether there was one
    public boolean remove(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement(
                                "DELETE FROM router.catalogue_file WHERE name = ?")) {
            delete.setString(1, name);
            return delete.executeUpdate() == 1;
        }
    }
}
