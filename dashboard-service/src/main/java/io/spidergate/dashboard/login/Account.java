package io.spidergate.dashboard.login;

import org.jspecify.annotations.Nullable;

/// Someone who may log in.
///
/// @param passwordHash absent until an own password is set
record Account(long id, String name, Role role, @Nullable String passwordHash) {

    @Override
    public String toString() {
        return "Account[id=%d, name=%s, role=%s, passwordHash=***]".formatted(id, name, role);
    }
}
