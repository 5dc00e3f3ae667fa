package io.spidergate.contracts.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An open invite as the person sees it who was invited.
///
/// @param message of who invites
/// @param workspace absent where all workspaces will use the key
/// @param signIn whether the key can be brought by signing in at the provider
public record InvitePageView(
        String provider,
        @Nullable String message,
        @Nullable String workspace,
        boolean signIn,
        Instant expiresAt) {}
