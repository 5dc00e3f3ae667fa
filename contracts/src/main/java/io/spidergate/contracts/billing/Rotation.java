package io.spidergate.contracts.billing;

/// Asks for a new secret of an agent token, under the same reference, limits and history.
///
/// @param graceSeconds for so long the secret before goes on, up to [#MAX_GRACE_SECONDS]; a secret
///   older than that ends at once
public record Rotation(long graceSeconds) {

    public static final long MAX_GRACE_SECONDS = 30L * 24 * 60 * 60;
}
