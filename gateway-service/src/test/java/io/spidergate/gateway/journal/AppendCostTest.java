package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an append costs; the figures of ADR 0002 come from here.
@Tag("slow")
class AppendCostTest {

    private static final Logger LOG = Logger.getLogger(AppendCostTest.class);
    private static final int ROUNDS = 20_000;
    private static final long PAUSE_NANOS = 200_000;

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
        long[] caller = new long[ROUNDS];
        long[] safe = new long[ROUNDS];
        String prompt = "p".repeat(2_000);
        CountDownLatch all = new CountDownLatch(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            int number = round;
            var event = Events.withPrompt(number, prompt);
            long start = System.nanoTime();
            CompletableFuture<Void> append = journal.append(event).toCompletableFuture();
            caller[round] = System.nanoTime() - start;
            var unused =
                    append.whenComplete((done, failure) -> {
                        safe[number] = System.nanoTime() - start;
                        all.countDown();
                    });
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        journal.close();
        Arrays.sort(caller);
        Arrays.sort(safe);
        LOG.infof(
                "append: caller p50 %.1f us p99 %.1f us; safe p50 %.1f us p99 %.1f us",
                micros(caller, 50), micros(caller, 99), micros(safe, 50), micros(safe, 99));
        assertThat(micros(caller, 50)).isLessThanOrEqualTo(10);
    }

    private static double micros(long[] sorted, int percentile) {
        return sorted[(int) ((long) sorted.length * percentile / 100)] / 1_000.0;
    }
}
