package io.spidergate.topics;

import io.spidergate.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates the suite's topics where they are missing. Any service may do so first; the others find
/// them.
public final class TopicProvisioner {

    private static final long MAX_MESSAGE_BYTES = 16L * 1024 * 1024;

    private TopicProvisioner() {}

    /// Blocks until every topic exists or the broker has not answered for `timeoutMs`.
    ///
    /// @throws TimeoutException when the broker cannot be reached in time; asking again later is
    ///   safe
    public static void ensure(String bootstrapServers, long timeoutMs)
            throws TimeoutException, InterruptedException {
        Map<String, Object> config = new HashMap<>();
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeoutMs);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeoutMs);
        // Its default, to start anew from the bootstrap servers, spins and floods the log while the
        // broker is away.
        config.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        try (Admin admin = Admin.create(config)) {
            List<NewTopic> topics = Topics.ALL.stream().map(TopicProvisioner::newTopic).toList();
            for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
                await(created, timeoutMs);
            }
        }
    }

    private static void await(KafkaFuture<Void> created, long timeoutMs)
            throws TimeoutException, InterruptedException {
        try {
            created.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return;
            }
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw new TimeoutException(e.getCause().getMessage());
            }
            throw new IllegalStateException("cannot create a topic", e.getCause());
        }
    }

    private static NewTopic newTopic(Topics.Topic topic) {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(MAX_MESSAGE_BYTES));
        if (topic.compacted()) {
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            config.put(
                    TopicConfig.RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()));
        }
        // The broker's default replication factor: one on a laptop, three on a cluster.
        return new NewTopic(topic.name(), topic.partitions(), (short) -1).configs(config);
    }
}
