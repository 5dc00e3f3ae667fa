package io.spidergate.vault.credential;

/// What came of renewing a sign-in at its provider.
public sealed interface Renewal {

    /// The grant of before is worth nothing from now on.
    record Renewed(Grant grant, TokenTimes times) implements Renewal {}

    /// Somebody has to sign in again.
    ///
    /// @param why for people
    record Ended(String why) implements Renewal {}

    /// Nothing has changed; it may go better later.
    ///
    /// @param why for people
    record Failed(String why) implements Renewal {}
}
