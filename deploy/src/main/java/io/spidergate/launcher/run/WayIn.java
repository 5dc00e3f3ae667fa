package io.spidergate.launcher.run;

import io.spidergate.contracts.dashboard.AdminLogin;
import java.nio.file.Path;
import java.util.Optional;

/// What a newcomer is told about the first login to the dashboard.
sealed interface WayIn {

    /// Still opens the door.
    record OneTimePassword(String password) implements WayIn {}

    /// The one-time password has done its work; showing it again would only mislead.
    record OwnPassword() implements WayIn {}

    /// The dashboard does not say which of the two it is.
    ///
    /// @param secret the file with the one-time password
    record NotTold(Path secret) implements WayIn {}

    /// @param told by dashboard-service
    /// @param secret of this installation
    static WayIn of(Optional<AdminLogin> told, Optional<String> secret, Path file) {
        if (told.isEmpty()) {
            return new NotTold(file);
        }
        if (told.get().ownPasswordSet()) {
            return new OwnPassword();
        }
        return secret.<WayIn>map(OneTimePassword::new).orElseGet(() -> new NotTold(file));
    }

    default String sentence() {
        return switch (this) {
            case OneTimePassword(String password) ->
                    "first login: admin, one-time password " + password;
            case OwnPassword() -> "login: admin, with the password that was set";
            case NotTold(Path secret) ->
                    "login: admin; until an own password is set the one-time password in " + secret;
        };
    }
}
