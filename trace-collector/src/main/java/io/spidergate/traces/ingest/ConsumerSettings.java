package io.spidergate.traces.ingest;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// The consumer's configuration: nothing is committed by itself, and a record is handed over as
/// soon as it is there.
final class ConsumerSettings {

    static final String GROUP = "trace-collector";

    /// How long the group waits for a member that died together with its broker, and could not
    /// leave. Nobody reads its partitions meanwhile. Five heartbeats; Kafka's default is 45 s.
    private static final Duration SESSION = Duration.ofSeconds(15);

    /// Events are taken a few times a second, many at once: each transaction costs as much as a
    /// dozen of them.
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final int BATCH_BYTES = 256 * 1024;

    private ConsumerSettings() {}

    static Map<String, Object> of(String bootstrapServers, int batchSize) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.CLIENT_ID_CONFIG,
                GROUP,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                (int) SESSION.toMillis(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                batchSize,
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                BATCH_BYTES,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                (int) PATIENCE.toMillis());
    }
}
