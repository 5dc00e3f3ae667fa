package io.spidergate.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.api.TerminationStyle;
import io.kroxylicious.testing.kafka.common.KafkaClusterConfig;
import io.kroxylicious.testing.kafka.common.KafkaClusterFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spidergate.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompactedTopicReaderTest {

    private record Greeting(String text) {}

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger caughtUp = new AtomicInteger();
    private KafkaCluster cluster;
    private @Nullable CompactedTopicReader reader;

    @BeforeEach
    void prepare() {
        cluster = KafkaClusterFactory.create(KafkaClusterConfig.builder().kraftMode(true).build());
        cluster.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (reader != null) {
            reader.close();
        }
        cluster.close();
    }

    @Test
    void makesAMissingTopicAndReadsItsTombstonesAndSkipsWhatItCannotRead() throws Exception {
        reader = open();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> reader.standing() instanceof FeedStanding.Following);
        try (Producer<String, byte[]> producer = producer()) {
            tell(producer, "a", "{\"text\":\"hello\"}");
            tell(producer, "b", "{\"text\":");
            tell(producer, "a", null);
            tell(producer, "c", "{\"text\":\"after\",\"unknown\":1}");
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(heard).containsExactly("a=hello", "a=null", "c=after"));
        assertThat(
                        meters.counter("spidergate.feed.unreadable", "topic", Topics.CREDENTIALS)
                                .count())
                .isEqualTo(1);
        assertThat(caughtUp).hasValue(1);
    }

    @Test
    void saysWhyItWaitsAndFollowsOnAfterTheBrokerWasAway() throws Exception {
        try (Producer<String, byte[]> producer = producer()) {
            io.spidergate.topics.TopicProvisioner.ensure(cluster.getBootstrapServers(), 30_000);
            tell(producer, "a", "{\"text\":\"first\"}");
        }
        cluster.stopNodes(node -> true, TerminationStyle.GRACEFUL);
        reader = open();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(reader.standing())
                                .isInstanceOfSatisfying(
                                        FeedStanding.CatchingUp.class,
                                        waiting ->
                                                assertThat(waiting.reason())
                                                        .contains("cannot be read: ")));

        cluster.startNodes(node -> true);

        await().atMost(Duration.ofSeconds(40))
                .until(() -> reader.standing() instanceof FeedStanding.Following);
        assertThat(heard).containsExactly("a=first");
        try (Producer<String, byte[]> producer = producer()) {
            tell(producer, "b", "{\"text\":\"second\"}");
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(heard).contains("b=second"));
    }

    private CompactedTopicReader open() {
        Map<String, Object> kafka = Map.of("bootstrap.servers", cluster.getBootstrapServers());
        ObjectMapper json =
                new ObjectMapper()
                        .disable(
                                com.fasterxml.jackson.databind.DeserializationFeature
                                        .FAIL_ON_UNKNOWN_PROPERTIES);
        return new TopicFeeds(kafka, json, meters)
                .open(
                        Topics.CREDENTIALS,
                        Greeting.class,
                        new FeedSink<>() {
                            @Override
                            public void heard(String key, @Nullable Greeting value) {
                                heard.add(key + "=" + (value == null ? null : value.text()));
                            }

                            @Override
                            public void caughtUp() {
                                caughtUp.incrementAndGet();
                            }
                        });
    }

    private Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.getBootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static void tell(Producer<String, byte[]> producer, String key, @Nullable String value)
            throws Exception {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(Topics.CREDENTIALS, key, bytes))
                .get(30, TimeUnit.SECONDS);
    }
}
