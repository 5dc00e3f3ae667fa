package io.spidergate.contracts.vault;

import java.net.URI;
import java.time.Instant;

/// A sign-in that waits for somebody's browser.
///
/// @param page of the provider, to be opened in a browser
/// @param handle by which it is finished; of no use without the provider's answer
public record StartedSignIn(URI page, String handle, Instant expiresAt) {}
