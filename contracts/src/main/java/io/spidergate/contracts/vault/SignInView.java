package io.spidergate.contracts.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A credential that came by signing in and is renewed by the vault.
///
/// @param expiresAt when the token that is in use ends; it is renewed before
/// @param ended why somebody has to sign in again; absent where nobody has to
public record SignInView(Instant expiresAt, @Nullable String ended) {}
