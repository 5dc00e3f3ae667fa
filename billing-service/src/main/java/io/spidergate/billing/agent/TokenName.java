package io.spidergate.billing.agent;

import org.jspecify.annotations.Nullable;

/// How whoever calls names a token.
///
/// @param text a token's reference, or the name of one that is not revoked
/// @param workspace whose it must be; null allows a reference of any and a name of the default one
record TokenName(String text, @Nullable String workspace) {}
