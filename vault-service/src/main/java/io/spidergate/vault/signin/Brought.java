package io.spidergate.vault.signin;

import io.spidergate.vault.credential.Grant;
import io.spidergate.vault.credential.TokenTimes;

/// What a provider hands over at the end of a sign-in.
public sealed interface Brought {

    /// A key of the user's own account, as if it had been pasted.
    record Key(String secret) implements Brought {

        @Override
        public String toString() {
            return "Key[***]";
        }
    }

    /// @param subject who has signed in, by the provider's id
    /// @param label who that is, for people
    record Tokens(Grant grant, TokenTimes times, String subject, String label) implements Brought {}

    /// No key and no token.
    sealed interface Nothing extends Brought {}

    /// @param why for people; never an upstream's words unescaped
    record Refused(String why) implements Nothing {}

    record Unreachable(String why) implements Nothing {}

    /// The vault has not begun this sign-in, or not by this link.
    record Unknown() implements Nothing {}

    /// It was begun too long ago.
    record Expired() implements Nothing {}
}
