package io.spidergate.dashboard.login;

/// Role names for annotations.
public final class Roles {

    public static final String ADMIN = "admin";

    /// Logged in with the one-time password: may do nothing but set an own one.
    static final String PASSWORD_DUE = "password-due";

    private Roles() {}
}
