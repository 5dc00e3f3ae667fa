package io.spidergate.contracts.vault;

import java.net.URI;

/// Begins a sign-in by which the key of an invite is brought.
///
/// @param token the last part of the link's path
/// @param redirect where the provider sends the browser back to
public record LinkSignIn(String token, URI redirect) {

    @Override
    public String toString() {
        return "LinkSignIn[***]";
    }
}
