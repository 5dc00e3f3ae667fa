package io.spidergate.traces;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long traces are kept and how fast they are taken in.
@ConfigMapping(prefix = "spidergate.traces")
public interface TracesConfig {

    /// Traces that started longer ago than this are dropped, a whole UTC day at a time; an event
    /// that arrives later still goes to the dead letters. At least one day.
    @WithDefault("30d")
    Duration retention();

    /// Totals of hours that began longer ago than this are deleted.
    @WithDefault("400d")
    Duration totalsRetention();

    /// Days for which a partition stands ready before their first event.
    @WithDefault("2")
    int partitionsAhead();

    /// How often partitions are made and dropped.
    @WithDefault("1h")
    Duration partitionSweep();

    /// Events that one transaction takes in at most.
    @WithDefault("500")
    int batchSize();

    /// Longest pause between two tries while Kafka or the database is away.
    @WithDefault("5s")
    Duration maxBackoff();
}
