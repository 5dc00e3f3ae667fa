package io.spidergate.billing.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Runs work in one transaction: committed whole, or not at all.
@ApplicationScoped
public class PostgresTransactions {

    /// Lost to a deadlock or a serialisation failure: safe to run again, and to be expected now and
    /// then.
    private static final String ROLLED_BACK = "40";

    private static final int ATTEMPTS = 3;

    private final DataSource dataSource;

    PostgresTransactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// @throws StoreUnavailable when it could not be committed
    public <T> T call(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS
                        || e.getSQLState() == null
                        || !e.getSQLState().startsWith(ROLLED_BACK)) {
                    throw new StoreUnavailable(e);
                }
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.in(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    /// What is done within a transaction; may be run again from the start.
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }
}
