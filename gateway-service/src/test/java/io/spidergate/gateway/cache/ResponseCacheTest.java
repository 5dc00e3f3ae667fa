package io.spidergate.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.llm.conversation.SpidergateOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ResponseCacheTest {

    private static final WorkspaceId WORKSPACE = new WorkspaceId("ws_one");
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ResponseCache cache =
            new ResponseCache(new Limits(100_000, 10_000), meters, nanos::get);

    private record Limits(long maxBytes, int maxAnswerBytes) implements CacheConfig {

        @Override
        public Duration ttl() {
            return HOUR;
        }
    }

    @Test
    void givesBackWhatWasKeptUntilItsTimeIsOver() {
        CachedAnswer answer = answer(10);
        cache.keep(key("a"), answer, Duration.ofMinutes(5));

        nanos.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
        assertThat(cache.find(key("a"))).isSameAs(answer);
        nanos.addAndGet(1);
        assertThat(cache.find(key("a"))).isNull();
        assertThat(counted("hit")).isEqualTo(1);
        assertThat(counted("miss")).isEqualTo(1);
    }

    @Test
    void keepsNoLargerAnswerThanAllowed() {
        cache.keep(key("fits"), answer(10_000), HOUR);
        cache.keep(key("too large"), answer(10_001), HOUR);

        assertThat(cache.find(key("fits"))).isNotNull();
        assertThat(cache.find(key("too large"))).isNull();
    }

    @Test
    void neverTakesMoreMemoryThanAllowed() {
        for (int i = 0; i < 1_000; i++) {
            cache.keep(key("n" + i), answer(5_000), HOUR);
        }

        assertThat(meters.get("spidergate.cache.size").gauge().value()).isBetween(1.0, 100_000.0);
    }

    @Test
    void keepsOnlyWhatIsAskedForAndAsLongAsIsAsked() {
        assertThat(cache.ttl(SpidergateOptions.NONE, null)).isNull();
        assertThat(cache.ttl(SpidergateOptions.NONE, HOUR.dividedBy(2)))
                .as("its task asks for it")
                .isEqualTo(HOUR.dividedBy(2));
        assertThat(cache.ttl(asking(Optional.empty()), null)).isEqualTo(HOUR);
        assertThat(cache.ttl(asking(Optional.of(Duration.ofSeconds(60))), null))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whateverMakesARequestAnotherMakesAnotherKey() {
        List<CacheKey> keys =
                List.of(
                        key("a"),
                        CacheKey.of(new WorkspaceId("ws_two"), bytes("a"), "/messages", "m", null),
                        CacheKey.of(WORKSPACE, bytes("b"), "/messages", "m", null),
                        CacheKey.of(WORKSPACE, bytes("a"), "/responses", "m", null),
                        CacheKey.of(WORKSPACE, bytes("a"), "/messages", "", "m"),
                        CacheKey.of(WORKSPACE, bytes("a"), "/messages", "m", "beta"));

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(key("a")).isEqualTo(keys.getFirst());
    }

    private static SpidergateOptions asking(Optional<Duration> ttl) {
        return new SpidergateOptions(
                Optional.empty(),
                Optional.of(true),
                ttl,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private double counted(String result) {
        return meters.get("spidergate.cache.lookups").tag("result", result).counter().count();
    }

    private static CacheKey key(String body) {
        return CacheKey.of(WORKSPACE, bytes(body), "/messages", "m", null);
    }

    private static CachedAnswer answer(int size) {
        return new CachedAnswer(
                new byte[size],
                "application/json",
                new DeploymentId("dep_a:b:c"),
                "a",
                "c",
                "stop",
                null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
