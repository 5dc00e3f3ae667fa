package io.spidergate.dashboard.login;

import io.spidergate.dashboard.DashboardConfig;
import io.spidergate.dashboard.throttle.Door;
import io.spidergate.dashboard.throttle.PostgresFailedTries;
import io.spidergate.dashboard.throttle.TryLimit;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Decides whether a name and a password open the door.
@Singleton
final class LoginAttempt {

    private final PostgresAccounts accounts;
    private final PostgresFailedTries failures;
    private final PasswordHashes hashes;
    private final DashboardConfig config;

    LoginAttempt(
            PostgresAccounts accounts,
            PostgresFailedTries failures,
            PasswordHashes hashes,
            DashboardConfig config) {
        this.accounts = accounts;
        this.failures = failures;
        this.hashes = hashes;
        this.config = config;
    }

    /// What became of it.
    sealed interface Result {
        record Admitted(Account account) implements Result {}

        record Wrong() implements Result {}

        record TooMany(Duration pause) implements Result {}
    }

    Result of(String name, String password, String address) throws SQLException {
        return switch (failures.tryFrom(Door.LOGIN, address)) {
            case TryLimit.Decision.Closed(Duration pause) -> new Result.TooMany(pause);
            case TryLimit.Decision.Open _ -> checked(name, password, address);
        };
    }

    private Result checked(String name, String password, String address) throws SQLException {
        Optional<Account> account = accounts.find(name);
        if (account.isEmpty() || password.length() > PasswordRules.MAX * 2) {
            hashes.pretend("");
            return new Result.Wrong();
        }
        if (!opens(account.get(), password)) {
            return new Result.Wrong();
        }
        failures.forget(Door.LOGIN, address);
        return new Result.Admitted(account.get());
    }

    private boolean opens(Account account, String password) {
        String hash = account.passwordHash();
        if (hash != null) {
            return hashes.matches(password, hash);
        }
        hashes.pretend(password);
        return account.role() == Role.ADMIN
                && config.oneTimePassword()
                        .filter(expected -> !expected.isEmpty())
                        .map(expected -> Digests.same(expected, password))
                        .orElse(false);
    }
}
