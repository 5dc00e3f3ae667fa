package io.spidergate.dashboard.login;

import java.util.Locale;

/// What an account may do; only administrators exist today.
enum Role {
    ADMIN,
    /// Sees its own workspace.
    MEMBER;

    /// As `@RolesAllowed` and the table have it.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
