package io.spidergate.gateway.admission.jwt;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// The keys of one issuer: read ahead of need in a thread of their own, and again when a JWT names
/// an unknown one. Nobody who asks for them waits for a lock that is held over the wire.
///
/// However many JWTs name unknown keys, an issuer is asked once in a pause.
final class IssuerKeys implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    /// @param refresh after a success
    /// @param pause after a failure, and for whoever asks in between
    /// @param keep while the issuer is away
    record Pace(Duration refresh, Duration pause, Duration keep) {

        Pace {
            if (!isPositive(refresh) || !isPositive(pause) || keep.compareTo(refresh) < 0) {
                throw new IllegalArgumentException(
                        "spidergate.admission.jwt: refresh and refresh-pause must be more than 0 and keep at least refresh, got %s, %s and %s"
                                .formatted(refresh, pause, keep));
            }
        }

        private static boolean isPositive(Duration span) {
            return !span.isNegative() && !span.isZero();
        }
    }

    private record Held(KeySet keys, Instant readAt) {}

    private final Issuer issuer;
    private final KeySource source;
    private final Pace pace;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable Held held;
    private final AtomicLong failures = new AtomicLong();

    /// Guarded by this, as is what follows.
    private @Nullable CompletableFuture<Void> underWay;

    private Instant mayReadAt = Instant.EPOCH;

    /// For one reading at a time.
    private volatile boolean away;

    IssuerKeys(Issuer issuer, KeySource source, Pace pace, Clock clock) {
        this.issuer = issuer;
        this.source = source;
        this.pace = pace;
        this.clock = clock;
        this.thread =
                Thread.ofVirtual()
                        .name("jwt-keys-" + issuer.name())
                        .unstarted(this::followUntilClosed);
    }

    void start() {
        thread.start();
    }

    /// Null before they were read once, and after the issuer was away for too long.
    @Nullable KeySet current() {
        Held now = held;
        return now == null || now.readAt().plus(pace.keep()).isBefore(clock.instant())
                ? null
                : now.keys();
    }

    /// Completes when the keys have been read once more; null where that is too soon.
    @Nullable CompletableFuture<Void> readAgain() {
        CompletableFuture<Void> mine;
        synchronized (this) {
            if (underWay != null) {
                return underWay;
            }
            if (mayReadAt.isAfter(clock.instant()) || closing.getCount() == 0) {
                return null;
            }
            mine = begin();
        }
        Thread.ofVirtual().name("jwt-keys-again").start(() -> read(mine));
        return mine;
    }

    /// How long until [#readAgain] would read.
    synchronized Duration pauseLeft() {
        Duration left = Duration.between(clock.instant(), mayReadAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// How old the keys are; null where there are none.
    @Nullable Duration age() {
        Held now = held;
        return now == null ? null : Duration.between(now.readAt(), clock.instant());
    }

    long failures() {
        return failures.get();
    }

    Issuer issuer() {
        return issuer;
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        if (thread.getState() != Thread.State.NEW) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(2));
        }
    }

    private CompletableFuture<Void> begin() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        underWay = begun;
        mayReadAt = clock.instant().plus(pace.pause());
        return begun;
    }

    private void followUntilClosed() {
        try {
            Duration next;
            do {
                next = follow() ? pace.refresh() : pace.pause();
            } while (!closing.await(next.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// False where the keys could not be read; true also where somebody else is at it.
    private boolean follow() {
        CompletableFuture<Void> mine;
        synchronized (this) {
            if (underWay != null) {
                return true;
            }
            mine = begin();
        }
        return read(mine);
    }

    private boolean read(CompletableFuture<Void> reading) {
        try {
            take(KeySet.parse(source.read()));
            away = false;
            return true;
        } catch (IOException | JoseException | RuntimeException e) {
            tell(e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            synchronized (this) {
                underWay = null;
            }
            reading.complete(null);
        }
    }

    /// Once for an outage.
    private void tell(Exception cause) {
        failures.incrementAndGet();
        if (!away) {
            LOG.warnf(
                    "the keys of the JWT issuer '%s' cannot be read from %s: %s",
                    issuer.name(), source, cause.getMessage());
        }
        away = true;
    }

    /// An equal set stays the one it was: what was verified by it need not be verified again.
    private void take(KeySet read) {
        Held before = held;
        if (before != null && before.keys().isSameAs(read)) {
            held = new Held(before.keys(), clock.instant());
            return;
        }
        held = new Held(read, clock.instant());
        LOG.infof("the JWT issuer '%s' shows %d keys at %s", issuer.name(), read.size(), source);
    }
}
