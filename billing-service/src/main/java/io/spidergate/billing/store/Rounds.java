package io.spidergate.billing.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Work on the database that is done again and again in a thread of its own, until it is closed. A
/// round that fails is told, and the next one comes all the same.
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final String name;
    private final Duration every;
    private final Runnable round;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Rounds(String name, Duration every, Runnable round) {
        this.name = name;
        this.every = every;
        this.round = round;
    }

    /// @param name of the work, for the log
    /// @param every pause before each round
    public static Rounds start(String name, Duration every, Runnable round) {
        Rounds rounds = new Rounds(name, every, round);
        Thread.ofVirtual().name(name).start(rounds::run);
        return rounds;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            round.run();
        } catch (StoreUnavailable e) {
            LOG.warnf("%s waits for its next round: %s", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s failed in this round", name);
        }
    }
}
