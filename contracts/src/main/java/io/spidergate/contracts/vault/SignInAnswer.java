package io.spidergate.contracts.vault;

import org.jspecify.annotations.Nullable;

/// Finishes a sign-in.
///
/// @param token of the link by which it was begun, where it was
/// @param handle of {@link StartedSignIn}
/// @param answer the address to which the provider sent the browser back, or its query
public record SignInAnswer(@Nullable String token, String handle, String answer) {

    @Override
    public String toString() {
        return "SignInAnswer[***]";
    }
}
