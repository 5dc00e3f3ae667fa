package io.spidergate.gateway.routing;

import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.gateway.feed.Backoff;
import io.spidergate.routing.RoutingTable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Finds a first table while Kafka is silent, and keeps the newest on disk for the next start.
final class SnapshotKeeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SnapshotKeeper.class);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private static final Duration HEALTH_INTERVAL = Duration.ofMinutes(1);

    private final NewestTable newest;
    private final Supplier<RoutingSnapshot> router;
    private final SnapshotFile file;
    private final Duration grace;
    private final Duration saveInterval;
    private final RandomGenerator random = new SplittableRandom();
    private final CountDownLatch heard = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile String waitingFor = "router-service has not been asked yet";
    private @Nullable RoutingTable saved;
    private long savedNanos;

    SnapshotKeeper(
            NewestTable newest,
            Supplier<RoutingSnapshot> router,
            SnapshotFile file,
            Duration grace,
            Duration saveInterval) {
        this.newest = newest;
        this.router = router;
        this.file = file;
        this.grace = grace;
        this.saveInterval = saveInterval;
        this.thread = Thread.ofPlatform().daemon().name("snapshot-keeper").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// A snapshot that came by topic ends the search for one.
    void heardFromKafka(@Nullable RoutingSnapshot snapshot) {
        if (snapshot != null) {
            heard.countDown();
        }
    }

    String waitingFor() {
        return waitingFor;
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        heard.countDown();
        thread.join(Duration.ofSeconds(2));
    }

    private void run() {
        try {
            findFirst();
            do {
                save(false);
            } while (!closing.await(saveInterval.toMillis(), TimeUnit.MILLISECONDS));
            save(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void findFirst() throws InterruptedException {
        if (heard.await(grace.toMillis(), TimeUnit.MILLISECONDS) || askRouter()) {
            return;
        }
        loadFromDisk();
        for (int failures = 1; ; failures++) {
            Duration wait = BACKOFF.after(failures, random);
            if (heard.await(wait.toMillis(), TimeUnit.MILLISECONDS) || askRouter()) {
                return;
            }
        }
    }

    private boolean askRouter() {
        try {
            RoutingSnapshot snapshot = router.get();
            newest.offer(snapshot);
            LOG.infof("routing snapshot %d came from router-service", snapshot.version());
            return true;
        } catch (RuntimeException e) {
            // Whatever is wrong with the answer, asking again is all that can be done about it.
            tell("router-service gives no snapshot: " + e.getMessage());
            return false;
        }
    }

    private void tell(String reason) {
        if (!reason.equals(waitingFor)) {
            waitingFor = reason;
            LOG.warnf("%s; asking again", reason);
        }
    }

    private void loadFromDisk() {
        try {
            Optional<RoutingSnapshot> kept = file.load();
            if (kept.isPresent() && newest.offer(kept.get())) {
                saved = newest.current();
                LOG.warnf(
                        "routing snapshot %d of %s came from %s",
                        kept.get().version(), kept.get().publishedAt(), file);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("the snapshot in %s cannot be used: %s", file, e.getMessage());
        }
    }

    /// Health alone, which changes often, is worth a large file only now and then.
    private boolean isDue(RoutingTable table) {
        return saved == null
                || table.version() != saved.version()
                || System.nanoTime() - savedNanos > HEALTH_INTERVAL.toNanos();
    }

    private void save(boolean atEnd) {
        RoutingTable table = newest.current();
        if (table == null || table == saved || !(atEnd || isDue(table))) {
            return;
        }
        try {
            file.save(table.snapshot().with(table.health()));
            saved = table;
            savedNanos = System.nanoTime();
        } catch (IOException e) {
            LOG.warnf(
                    "routing snapshot %d cannot be kept in %s: %s",
                    table.version(), file, e.getMessage());
        }
    }
}
