package io.spidergate.vault.signin;

import io.spidergate.contracts.vault.StartedSignIn;

/// What came of beginning a sign-in.
public sealed interface Begun {

    record Started(StartedSignIn signIn) implements Begun {}

    record Invalid(String field, String message) implements Begun {}

    /// @param why as the provider's terms say
    record NotAllowed(String why) implements Begun {}

    record NoSuchProvider() implements Begun {}

    record RouterAway() implements Begun {}
}
