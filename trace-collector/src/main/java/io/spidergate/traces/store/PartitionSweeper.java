package io.spidergate.traces.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.traces.TracesConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sweeps the partitions now and then, on a thread of its own.
@Singleton
final class PartitionSweeper {

    private static final Logger LOG = Logger.getLogger(PartitionSweeper.class);

    private final PostgresPartitions partitions;
    private final TracesConfig config;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("trace-partitions").factory());
    private @Nullable ScheduledFuture<?> sweeping;

    PartitionSweeper(PostgresPartitions partitions, TracesConfig config) {
        this.partitions = partitions;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        if (config.retention().toDays() < 1) {
            throw new IllegalStateException(
                    "spidergate.traces.retention must be at least 1d, got " + config.retention());
        }
        sweeping =
                executor.scheduleWithFixedDelay(
                        this::sweep, 0, config.partitionSweep().toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopped) {
        if (sweeping != null) {
            sweeping.cancel(false);
        }
        executor.shutdown();
    }

    private void sweep() {
        try {
            List<String> dropped = partitions.sweep();
            if (!dropped.isEmpty()) {
                LOG.infof("dropped traces out of retention: %s", dropped);
            }
        } catch (SQLException e) {
            // Nothing is lost by waiting: ingest makes the partitions that it needs.
            LOG.warnf("cannot sweep trace partitions, trying again later: %s", e.getMessage());
        }
    }
}
