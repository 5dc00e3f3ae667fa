package io.spidergate.billing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Parts two kinds of transactions, until their end: those that go by which budgets there are, and
/// those that change it. So no entry is missed or counted twice by a budget that comes to be, and
/// no token is published without it.
public final class PostgresBudgetLock {

    private PostgresBudgetLock() {}

    /// Of those which go by the budgets; any number at a time.
    public static void goBy(Connection connection) throws SQLException {
        lock(connection, "SELECT pg_advisory_xact_lock_shared(hashtext('billing.budget'))");
    }

    /// Of the one that changes them. To be taken before any row is locked.
    public static void change(Connection connection) throws SQLException {
        lock(connection, "SELECT pg_advisory_xact_lock(hashtext('billing.budget'))");
    }

    private static void lock(Connection connection, String sql) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.execute();
        }
    }
}
