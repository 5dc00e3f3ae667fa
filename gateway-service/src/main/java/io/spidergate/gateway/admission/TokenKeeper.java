package io.spidergate.gateway.admission;

import io.spidergate.gateway.admission.TokenFile.Kept;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes the tokens from disk while Kafka is silent, and keeps what Kafka tells for the next start.
///
/// Nothing is written before the topic has been read to its end: half a list must not replace a
/// whole one.
final class TokenKeeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TokenKeeper.class);

    private final KafkaTokenIndex index;
    private final TokenFile file;
    private final Duration grace;
    private final Duration saveInterval;
    private final Clock clock;
    private final CountDownLatch heard = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable Instant keptAt;
    private volatile boolean complete;
    private long savedChanges = -1;

    TokenKeeper(
            KafkaTokenIndex index,
            TokenFile file,
            Duration grace,
            Duration saveInterval,
            Clock clock) {
        this.index = index;
        this.file = file;
        this.grace = grace;
        this.saveInterval = saveInterval;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("token-keeper").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// The topic has been read to its end: it alone counts from now on.
    void caughtUp() {
        index.confirm();
        keptAt = null;
        complete = true;
        heard.countDown();
    }

    /// When what is served from disk was heard; null where nothing is.
    @Nullable Instant keptAt() {
        return keptAt;
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        heard.countDown();
        thread.join(Duration.ofSeconds(2));
    }

    private void run() {
        try {
            if (!heard.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                load();
            }
            heard.await();
            do {
                save();
            } while (!closing.await(saveInterval.toMillis(), TimeUnit.MILLISECONDS));
            save();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void load() {
        try {
            Optional<Kept> kept = file.load();
            if (kept.isEmpty() || !index.keep(kept.get().tokens())) {
                return;
            }
            keptAt = kept.get().savedAt();
            if (complete) {
                keptAt = null; // Kafka came in the same moment
                return;
            }
            LOG.warnf(
                    "Kafka is away: %d agent tokens as of %s came from %s",
                    kept.get().tokens().size(), kept.get().savedAt(), file);
        } catch (IOException | RuntimeException e) {
            // A file that cannot be read is no better than none; its words may quote it.
            LOG.warnf(
                    "the agent tokens in %s cannot be used (%s)",
                    file, e.getClass().getSimpleName());
        }
    }

    private void save() {
        long changes = index.changes();
        if (!complete || changes == savedChanges) {
            return;
        }
        try {
            file.save(new Kept(clock.instant(), index.all()));
            savedChanges = changes;
        } catch (IOException e) {
            LOG.warnf("agent tokens cannot be kept in %s: %s", file, e.getMessage());
        }
    }
}
