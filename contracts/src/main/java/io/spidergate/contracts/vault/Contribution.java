package io.spidergate.contracts.vault;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key as the person sees it who has brought it.
///
/// @param token the last part of that person's own link
/// @param link that link
/// @param preview first and last characters of the key; absent when the vault has it no more
/// @param enabled whether the gateways use it
/// @param probe what its last test has shown
public record Contribution(
        String token,
        URI link,
        String provider,
        @Nullable String preview,
        boolean enabled,
        @Nullable Instant broughtAt,
        @Nullable ProbeView probe) {

    /// Without the link.
    @Override
    public String toString() {
        return "Contribution[provider=%s]".formatted(provider);
    }
}
