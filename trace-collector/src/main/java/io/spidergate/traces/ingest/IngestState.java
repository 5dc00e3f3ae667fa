package io.spidergate.traces.ingest;

import jakarta.inject.Singleton;
import java.util.Optional;

/// Whether events are being read, and if not, why.
@Singleton
final class IngestState {

    private volatile Optional<String> obstacle = Optional.of("Kafka has not answered yet");

    void reading() {
        obstacle = Optional.empty();
    }

    void waitingForKafka(String reason) {
        obstacle = Optional.of("waiting for Kafka: " + reason);
    }

    Optional<String> obstacle() {
        return obstacle;
    }
}
