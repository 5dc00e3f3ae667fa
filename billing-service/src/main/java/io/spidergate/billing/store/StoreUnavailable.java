package io.spidergate.billing.store;

import java.sql.SQLException;

/// PostgreSQL did not do what was asked; the caller may ask again later.
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    StoreUnavailable(SQLException cause) {
        super("the database did not answer: " + cause.getSQLState(), cause);
        sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /// The data itself was refused (SQL classes 22 and 23): asking again never helps.
    public boolean isAboutTheData() {
        return sqlState.startsWith("22") || sqlState.startsWith("23");
    }
}
