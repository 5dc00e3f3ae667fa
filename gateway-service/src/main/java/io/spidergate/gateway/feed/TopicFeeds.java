package io.spidergate.gateway.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Opens feeds of typed records; a record that cannot be read is counted, logged and skipped, so
/// that one bad writer never stops a gateway.
@Singleton
public final class TopicFeeds {

    private static final Logger LOG = Logger.getLogger(TopicFeeds.class);

    private final Map<String, Object> kafka;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    @Inject
    public TopicFeeds(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectMapper json,
            MeterRegistry meters) {
        this.kafka = Map.copyOf(kafka);
        this.json = json;
        this.meters = meters;
    }

    /// The broker's settings, as every Kafka client of this process uses them.
    public Map<String, Object> kafka() {
        return kafka;
    }

    /// Starts to read; the caller closes what it gets.
    public <V> CompactedTopicReader open(String topic, Class<V> type, FeedSink<V> sink) {
        CompactedTopicReader reader =
                new CompactedTopicReader(
                        topic,
                        kafka,
                        new JsonSink<>(topic, json.readerFor(type), sink, unreadable(topic)),
                        new SplittableRandom());
        Gauge.builder("spidergate.feed.lag", reader, CompactedTopicReader::lag)
                .description("Records of the topic that this gateway has not heard yet")
                .tag("topic", topic)
                .register(meters);
        return reader.start();
    }

    private Counter unreadable(String topic) {
        return Counter.builder("spidergate.feed.unreadable")
                .description("Records of the topic that could not be read and were skipped")
                .tag("topic", topic)
                .register(meters);
    }

    private record JsonSink<V>(
            String topic, ObjectReader reader, FeedSink<V> sink, Counter unreadable)
            implements CompactedTopicReader.RawSink {

        @Override
        public void heard(String key, byte[] value) {
            V heard;
            try {
                heard = reader.readValue(value);
            } catch (IOException e) {
                skip(key, e);
                return;
            }
            tell(key, heard);
        }

        @Override
        public void forgotten(String key) {
            tell(key, null);
        }

        @Override
        public void caughtUp() {
            sink.caughtUp();
        }

        /// A sink that fails on one record must not lose the rest.
        private void tell(String key, @Nullable V value) {
            try {
                sink.heard(key, value);
            } catch (RuntimeException e) {
                skip(key, e);
            }
        }

        /// The exception's message may quote the record, so only its type is told.
        private void skip(String key, Exception failure) {
            unreadable.increment();
            LOG.warnf(
                    "topic %s: the record of key '%s' cannot be read (%s); skipped",
                    topic, key, failure.getClass().getSimpleName());
        }
    }
}
