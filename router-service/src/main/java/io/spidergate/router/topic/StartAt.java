package io.spidergate.router.topic;

import java.time.Duration;

/// From where a topic is read.
public sealed interface StartAt {

    record Beginning() implements StartAt {}

    /// Not further back than this, neither in time nor in records of a partition.
    record Recent(Duration age, long records) implements StartAt {}
}
