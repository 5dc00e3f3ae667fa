package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.api.TerminationStyle;
import io.kroxylicious.testing.kafka.common.KafkaClusterConfig;
import io.kroxylicious.testing.kafka.common.KafkaClusterFactory;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.gateway.RequestEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalShipsToKafkaTest {

    private KafkaCluster cluster;

    @TempDir Path directory;

    @BeforeEach
    void startKafka() {
        cluster = KafkaClusterFactory.create(KafkaClusterConfig.builder().kraftMode(true).build());
        cluster.start();
    }

    @AfterEach
    void stopKafka() throws Exception {
        cluster.close();
    }

    @Test
    void shipsWhatWasAppendedBeforeDuringAndAfterAnOutageOfTheBroker() throws Exception {
        DiskJournal journal = start(10_000);
        DiskJournalTest.appendAll(journal, 0, 500);
        awaitShipped(journal, 500);

        cluster.stopNodes(node -> true, TerminationStyle.GRACEFUL);
        DiskJournalTest.appendAll(journal, 500, 1_500);
        assertThat(journal.pending().count()).isPositive();
        cluster.startNodes(node -> true);

        DiskJournalTest.appendAll(journal, 1_500, 2_000);
        awaitShipped(journal, 2_000);
        assertThat(keysInKafka()).containsExactlyInAnyOrderElementsOf(keys(0, 2_000));
        journal.close();
        try (DiskJournalForTest reopened = new DiskJournalForTest(journal(10_000))) {
            assertThat(reopened.journal().pending().count()).isZero();
        }
    }

    @Test
    void setsAsideWhatKafkaRefusesForGoodAndSendsItOnceTheBrokerTakesIt() throws Exception {
        DiskJournal journal = start(10_000);
        append(journal, Events.numbered(10_000));
        awaitShipped(journal, 1);
        limitMessagesTo(2_000);
        append(journal, Events.withPrompt(10_001, "x".repeat(5_000)));
        append(journal, Events.numbered(10_002));

        awaitShipped(journal, 2);
        assertThat(journal.pending().countSetAside()).isEqualTo(1);
        assertThat(journal.pending().bytes()).isGreaterThan(5_000);
        assertThat(keysInKafka()).contains("req_10000", "req_10002").doesNotContain("req_10001");
        journal.close();

        limitMessagesTo(100_000);
        DiskJournal next = start(10_000);
        awaitShipped(next, 1);
        assertThat(next.pending().countSetAside()).isZero();
        assertThat(keysInKafka()).containsOnlyOnce("req_10001");
        next.close();
    }

    private static void append(DiskJournal journal, RequestEvent event) throws Exception {
        journal.append(event).toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private void limitMessagesTo(int bytes) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", cluster.getBootstrapServers()))) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(
                                            ConfigResource.Type.TOPIC, Topics.REQUEST_EVENTS),
                                    List.of(
                                            new AlterConfigOp(
                                                    new ConfigEntry(
                                                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                                            Integer.toString(bytes)),
                                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private DiskJournal start(long memoryBytes) throws Exception {
        DiskJournal journal = journal(memoryBytes);
        journal.start();
        return journal;
    }

    private DiskJournal journal(long memoryBytes) throws Exception {
        return new DiskJournal(
                new DiskJournal.Settings(
                        directory, 1 << 20, 64L << 20, memoryBytes, false, Duration.ofSeconds(10)),
                Map.of("bootstrap.servers", cluster.getBootstrapServers()),
                Events.WRITER,
                Clock.systemUTC());
    }

    private record DiskJournalForTest(DiskJournal journal) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            journal.close();
        }
    }

    private static void awaitShipped(DiskJournal journal, int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    assertThat(journal.pending().isEmpty()).isTrue();
                    assertThat(journal.shipper().shipped()).isEqualTo(count);
                });
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "req_" + number).toList();
    }

    private List<String> keysInKafka() throws Exception {
        List<String> keys = new ArrayList<>();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", cluster.getBootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.REQUEST_EVENTS).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long total =
                    consumer.endOffsets(partitions).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            while (keys.size() < total) {
                for (ConsumerRecord<String, byte[]> heard : consumer.poll(Duration.ofSeconds(1))) {
                    RequestEvent event = Events.JSON.readValue(heard.value(), RequestEvent.class);
                    assertThat(event.requestId().value()).isEqualTo(heard.key());
                    keys.add(heard.key());
                }
            }
        }
        return keys;
    }
}
