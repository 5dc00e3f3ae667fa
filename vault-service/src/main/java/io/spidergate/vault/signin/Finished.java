package io.spidergate.vault.signin;

import io.spidergate.contracts.vault.CredentialView;

/// What came of finishing a sign-in.
public sealed interface Finished {

    record Done(CredentialView credential) implements Finished {}

    record AlreadyHeld(CredentialView held) implements Finished {}

    /// The workspace has the plan of somebody else.
    record OtherPlan(CredentialView held) implements Finished {}

    record Invalid(String field, String message) implements Finished {}

    /// No key and no token came of it.
    record Nothing(Brought.Nothing why) implements Finished {}
}
