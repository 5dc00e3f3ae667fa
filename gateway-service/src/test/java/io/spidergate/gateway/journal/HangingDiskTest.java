package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that takes a write and does not return from it: nobody waits for ever, and all is well
/// when it comes back.
class HangingDiskTest {

    @TempDir Path directory;

    private final CountDownLatch back = new CountDownLatch(1);
    private final CountDownLatch hangs = new CountDownLatch(1);

    @Test
    void whoWaitsIsRefusedAndSoIsWhoComesUntilTheDiskIsBack() throws Exception {
        PendingEvents pending = new PendingEvents(1 << 20);
        ArtemisRecords records =
                ArtemisRecords.open(directory, 1 << 20, false, reason -> {}, new Nothing());
        JournalWriter writer =
                new JournalWriter(
                        records,
                        new EntryWriter(
                                records,
                                pending,
                                new EntryEncoding(Events.WRITER, Clock.systemUTC()),
                                1,
                                64L << 20,
                                this::hang),
                        Duration.ofMillis(250));
        writer.start();
        writer.append(Events.numbered(1));
        hangs.await();
        CompletableFuture<Void> waiting = writer.append(Events.numbered(2)).toCompletableFuture();

        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .hasMessageContaining("the disk has not answered for 250 ms");
        assertThat(writer.state()).isInstanceOf(JournalState.Broken.class);
        assertThat(writer.underWay(Events.numbered(3))).isFalse();

        back.countDown();
        await().until(() -> writer.state() instanceof JournalState.Writable);
        writer.append(Events.numbered(4)).toCompletableFuture().get(5, TimeUnit.SECONDS);
        writer.close();
        records.close();
        assertThat(pending.count()).as("what reached the disk is told").isEqualTo(2);
    }

    /// Called by the thread that writes, in the middle of its write.
    private void hang() {
        hangs.countDown();
        try {
            back.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Nothing implements ArtemisRecords.Recovery {

        @Override
        public void found(long id, byte[] body) {
            throw new AssertionError("the folder was empty");
        }

        @Override
        public void deleted(long id) {
            throw new AssertionError("the folder was empty");
        }
    }
}
