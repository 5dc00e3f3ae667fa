package io.spidergate.contracts.vault;

import org.jspecify.annotations.Nullable;

/// What somebody does who has a link; the link is the only proof that he may.
///
/// @param token the last part of the link's path
/// @param secret a provider's key, where one is brought
public record LinkCall(String token, @Nullable String secret) {

    @Override
    public String toString() {
        return "LinkCall[***]";
    }
}
