package io.spidergate.gateway.journal;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/// The journal of request events on this gateway's disk.
@ConfigMapping(prefix = "spidergate.journal")
public interface JournalConfig {

    /// Folder of the journal, for this gateway alone: a second gateway on the same folder refuses
    /// to start.
    @WithDefault("data/journal")
    Path directory();

    /// Events not yet in Kafka take at most this much; beyond it requests are refused rather than
    /// their events lost.
    @WithDefault("1G")
    MemorySize maxBytes();

    /// Whether each event is forced to the disk itself before its response ends. Without it an
    /// event survives the end of the process, but not of the machine. With it each request waits
    /// for the disk.
    @WithDefault("false")
    boolean sync();

    /// Size of one journal file, allocated beforehand; an event larger than half of it is refused.
    @WithDefault("8M")
    MemorySize fileBytes();

    /// Events waiting for Kafka are kept in memory up to this size; what is beyond is read from
    /// disk when its turn comes.
    @WithDefault("16M")
    MemorySize memoryBytes();

    /// How long a stopping gateway waits for Kafka to take what is left; the rest stays on disk for
    /// the next start.
    @WithDefault("5s")
    Duration flushTimeout();
}
