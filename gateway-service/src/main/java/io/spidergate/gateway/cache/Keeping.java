package io.spidergate.gateway.cache;

import io.spidergate.contracts.gateway.AttemptRecord;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Gathers one answer while it is given, and keeps it once it is whole. For one event loop.
///
/// Law: what broke, or was larger than allowed, is never kept.
public final class Keeping {

    private final ResponseCache cache;
    private final CacheKey key;
    private final Duration ttl;
    private @Nullable ByteArrayOutputStream frames = new ByteArrayOutputStream();

    public Keeping(ResponseCache cache, CacheKey key, Duration ttl) {
        this.cache = cache;
        this.key = key;
        this.ttl = ttl;
    }

    /// Null where the cache has none.
    public @Nullable CachedAnswer found() {
        return cache.find(key);
    }

    public void frames(byte[] some) {
        ByteArrayOutputStream gathered = frames;
        if (gathered == null) {
            return;
        }
        if (gathered.size() + some.length > cache.maxAnswerBytes()) {
            frames = null;
        } else {
            gathered.writeBytes(some);
        }
    }

    /// @param closing what ends the stream in good order
    public void whole(
            byte[] closing,
            String mediaType,
            AttemptRecord served,
            @Nullable String finishReason,
            @Nullable String text) {
        frames(closing);
        if (frames != null) {
            cache.keep(
                    key,
                    new CachedAnswer(
                            frames.toByteArray(),
                            mediaType,
                            served.deployment(),
                            served.provider(),
                            served.upstreamModel(),
                            finishReason,
                            text),
                    ttl);
        }
    }
}
