package io.spidergate.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spidergate.llm.conversation.SpidergateOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The answers that this gateway keeps, in memory and bounded. Each gateway has its own.
@Singleton
public final class ResponseCache {

    private final CacheConfig config;
    private final Cache<CacheKey, Held> answers;
    private final Counter hits;
    private final Counter misses;

    private record Held(CachedAnswer answer, Duration ttl) {}

    @Inject
    ResponseCache(CacheConfig config, MeterRegistry meters) {
        this(config, meters, Ticker.systemTicker());
    }

    ResponseCache(CacheConfig config, MeterRegistry meters, Ticker ticker) {
        this.config = config;
        this.answers =
                Caffeine.newBuilder()
                        .maximumWeight(config.maxBytes())
                        .weigher((CacheKey key, Held held) -> held.answer().weight())
                        .expireAfter(Expiry.creating((CacheKey key, Held held) -> held.ttl()))
                        .executor(Runnable::run)
                        .ticker(ticker)
                        .build();
        this.hits = lookups(meters, "hit");
        this.misses = lookups(meters, "miss");
        Gauge.builder("spidergate.cache.size", this, ResponseCache::bytes)
                .baseUnit("bytes")
                .description("Memory that kept answers take")
                .register(meters);
    }

    private static Counter lookups(MeterRegistry meters, String result) {
        return Counter.builder("spidergate.cache.lookups")
                .description("Requests that asked for the cache")
                .tag("result", result)
                .register(meters);
    }

    /// How long an answer to this request may be kept; null where nobody asks for that.
    ///
    /// @param ofAlias absent where the alias does not ask for it; the request can refuse it
    public @Nullable Duration ttl(SpidergateOptions options, @Nullable Duration ofAlias) {
        return options.cacheEnabled().orElse(ofAlias != null)
                ? options.cacheTtl().orElse(ofAlias == null ? config.ttl() : ofAlias)
                : null;
    }

    public @Nullable CachedAnswer find(CacheKey key) {
        Held held = answers.getIfPresent(key);
        (held == null ? misses : hits).increment();
        return held == null ? null : held.answer();
    }

    public void keep(CacheKey key, CachedAnswer answer, Duration ttl) {
        if (answer.bytes().length <= config.maxAnswerBytes()) {
            answers.put(key, new Held(answer, ttl));
        }
    }

    int maxAnswerBytes() {
        return config.maxAnswerBytes();
    }

    private double bytes() {
        return answers.policy().eviction().stream()
                .mapToLong(eviction -> eviction.weightedSize().orElse(0))
                .sum();
    }
}
