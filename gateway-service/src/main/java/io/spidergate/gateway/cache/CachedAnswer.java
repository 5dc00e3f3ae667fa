package io.spidergate.gateway.cache;

import io.spidergate.contracts.id.DeploymentId;
import org.jspecify.annotations.Nullable;

/// A whole answer in the caller's protocol: a plain body, or all frames of a stream.
///
/// @param bytes never changed
/// @param text of the answer, for capture
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CachedAnswer(
        byte[] bytes,
        String mediaType,
        DeploymentId deployment,
        String provider,
        String model,
        @Nullable String finishReason,
        @Nullable String text) {

    private static final int OVERHEAD = 512;

    /// About as much memory as it takes.
    int weight() {
        return bytes.length + (text == null ? 0 : 2 * text.length()) + OVERHEAD;
    }
}
