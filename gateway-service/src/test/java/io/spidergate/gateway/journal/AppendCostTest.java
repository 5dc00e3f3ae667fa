package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.RequestEvent;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an append costs an event loop, where requests end: the writer is woken after the turn, and
/// whoever appends does not pay for it. The figures of ADR 0002 come from here.
@Tag("slow")
class AppendCostTest {

    private static final Logger LOG = Logger.getLogger(AppendCostTest.class);
    private static final int ROUNDS = 20_000;
    private static final String PROMPT = "p".repeat(2_000);

    /// A timer's shortest.
    private static final long PAUSE_MS = 1;

    private final long[] caller = new long[ROUNDS];
    private final long[] safe = new long[ROUNDS];
    private final CountDownLatch all = new CountDownLatch(ROUNDS);

    @TempDir Path directory;

    @Test
    void costsTheCallerAtMostTenMicroseconds() throws Exception {
        DiskJournal journal =
                new DiskJournal(
                        new DiskJournal.Settings(
                                directory,
                                8 << 20,
                                1L << 30,
                                16 << 20,
                                false,
                                java.time.Duration.ZERO),
                        DiskJournalTest.NO_KAFKA,
                        Events.WRITER,
                        Clock.systemUTC());
        journal.start();
        Vertx vertx = Vertx.vertx();
        vertx.getOrCreateContext().runOnContext(nothing -> append(vertx, journal, 0));
        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        journal.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        Arrays.sort(caller);
        Arrays.sort(safe);
        LOG.infof(
                "append: caller p50 %.1f us p99 %.1f us; safe p50 %.1f us p99 %.1f us",
                micros(caller, 50), micros(caller, 99), micros(safe, 50), micros(safe, 99));
        assertThat(micros(caller, 50)).isLessThanOrEqualTo(10);
    }

    private void append(Vertx vertx, DiskJournal journal, int round) {
        if (round == ROUNDS) {
            return;
        }
        RequestEvent event = Events.withPrompt(round, PROMPT);
        long start = System.nanoTime();
        CompletableFuture<Void> append = journal.append(event).toCompletableFuture();
        caller[round] = System.nanoTime() - start;
        var unused =
                append.whenComplete((done, failure) -> {
                    safe[round] = System.nanoTime() - start;
                    all.countDown();
                });
        vertx.setTimer(PAUSE_MS, timer -> append(vertx, journal, round + 1));
    }

    private static double micros(long[] sorted, int percentile) {
        return sorted[(int) ((long) sorted.length * percentile / 100)] / 1_000.0;
    }
}
