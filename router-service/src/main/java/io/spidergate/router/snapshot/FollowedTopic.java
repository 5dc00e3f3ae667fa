package io.spidergate.router.snapshot;

import io.spidergate.router.snapshot.PostgresPublications.Publication;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// One value that gateways follow: it gets a version where its content is another, and is sent
/// until the broker has it. Used by one thread.
final class FollowedTopic<T> {

    /// The same content with a version and its time.
    @FunctionalInterface
    interface Stamp<T> {
        T stamped(T content, long version, Instant publishedAt);
    }

    private final String topic;
    private final Stamp<T> stamp;
    private final PostgresPublications publications;
    private final KafkaRoutingTopics topics;
    private final RoutingJson json;
    private @Nullable T current;
    private boolean unsent;

    FollowedTopic(
            String topic,
            Stamp<T> stamp,
            PostgresPublications publications,
            KafkaRoutingTopics topics,
            RoutingJson json) {
        this.topic = topic;
        this.stamp = stamp;
        this.publications = publications;
        this.topics = topics;
        this.json = json;
    }

    /// The newest, also while Kafka is away; null before the first one.
    @Nullable T current() {
        return current;
    }

    /// Remembers it for whoever asks.
    ///
    /// @param content with neither version nor time
    /// @return the same, stamped
    T remember(T content, Instant now) throws SQLException {
        Publication publication =
                publications.publish(topic, json.hash(content), now, current == null);
        T stamped = stamp.stamped(content, publication.version(), publication.publishedAt());
        current = stamped;
        unsent |= publication.advanced();
        return stamped;
    }

    /// Sends what the broker does not have yet.
    ///
    /// @return whether there was anything to send
    boolean send() throws ExecutionException, InterruptedException {
        if (!unsent || current == null) {
            return false;
        }
        topics.send(topic, json.write(current));
        unsent = false;
        return true;
    }
}
