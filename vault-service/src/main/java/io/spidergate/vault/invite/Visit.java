package io.spidergate.vault.invite;

import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.InviteView;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.vault.signin.Brought;

/// What came of using a link.
///
/// @param <T> what is shown or done
public sealed interface Visit<T> {

    record Welcome<T>(T shown) implements Visit<T> {}

    /// The vault has not given this link out.
    record Unknown<T>() implements Visit<T> {}

    /// Its time is over.
    record Over<T>(InviteView.State state) implements Visit<T> {}

    /// The provider does not accept the key.
    record KeyRefused<T>(ProbeResult result) implements Visit<T> {}

    record KeyHeld<T>(CredentialView held) implements Visit<T> {}

    record Invalid<T>(String field, String message) implements Visit<T> {}

    /// The sign-in by which it should be brought has led to nothing.
    record NothingBrought<T>(Brought.Nothing why) implements Visit<T> {}

    /// The key cannot be tested now.
    record Untestable<T>(String why) implements Visit<T> {}
}
