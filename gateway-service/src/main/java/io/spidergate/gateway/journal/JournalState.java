package io.spidergate.gateway.journal;

/// Whether the journal takes events.
sealed interface JournalState {

    record Writable() implements JournalState {}

    /// The disk refused; tried again in the background until it takes.
    record Broken(String reason) implements JournalState {}

    /// What waits for Kafka has reached the limit.
    record Full(long bytes, long limit) implements JournalState {}

    record Closed() implements JournalState {}

    /// For the caller's error and the operator's eyes alike.
    default String sentence() {
        return switch (this) {
            case Writable() -> "the journal takes events";
            case Broken(String reason) -> "the journal cannot be written: " + reason;
            case Full(long bytes, long limit) ->
                    "the journal is full: %d of %d bytes wait for Kafka".formatted(bytes, limit);
            case Closed() -> "the journal is closed";
        };
    }
}
