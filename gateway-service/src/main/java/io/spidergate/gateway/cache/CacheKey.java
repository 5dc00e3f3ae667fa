package io.spidergate.gateway.cache;

import io.spidergate.contracts.id.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What makes two requests the same: one workspace, the same circumstances, the same bytes.
///
/// Bytes rather than meaning: a cache that takes two requests for one although they differ is worse
/// than one that misses.
///
/// @param digest SHA-256, so that nobody can make a request that is taken for another's
public record CacheKey(WorkspaceId workspace, String digest) {

    /// @param circumstances what else decides the answer, such as the path; null for what is absent
    public static CacheKey of(
            WorkspaceId workspace, byte[] body, @Nullable String... circumstances) {
        MessageDigest digest = sha256();
        for (String part : circumstances) {
            if (part != null) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
            }
            digest.update((byte) 0);
        }
        digest.update(body);
        return new CacheKey(workspace, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
