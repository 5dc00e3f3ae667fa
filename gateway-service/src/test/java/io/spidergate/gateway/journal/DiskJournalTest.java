package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskJournalTest {

    /// Nobody listens there: Kafka is away.
    static final Map<String, Object> NO_KAFKA = Map.of("bootstrap.servers", "127.0.0.1:9");

    @TempDir Path directory;

    private final List<DiskJournal> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (DiskJournal journal : open) {
            journal.close();
        }
    }

    @Test
    void findsAfterARestartWhatWasAppended() throws Exception {
        DiskJournal first = start(settings(64L << 20, 1 << 20));
        appendAll(first, 0, 3_000);
        assertThat(first.pending().count()).isEqualTo(3_000);
        close(first);

        DiskJournal second = start(settings(64L << 20, 1 << 20));

        assertThat(second.pending().count()).isEqualTo(3_000);
        assertThat(second.state()).isEqualTo(new JournalState.Writable());
    }

    @Test
    void refusesBeyondItsLimitAndTellsIt() throws Exception {
        DiskJournal journal = start(settings(100_000, 1 << 20));
        int accepted = 0;
        CompletableFuture<Void> last;
        do {
            last = journal.append(Events.numbered(accepted)).toCompletableFuture();
            accepted += settled(last) ? 1 : 0;
        } while (!last.isCompletedExceptionally());

        assertThat(journal.pending().count()).isEqualTo(accepted);
        assertThatThrownBy(last::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("the journal is full: ")
                .hasMessageContaining(" of 100000 bytes wait for Kafka");
        assertThat(journal.state()).isInstanceOf(JournalState.Full.class);
    }

    @Test
    void refusesAnEventThatIsTooLarge() throws Exception {
        DiskJournal journal = start(settings(64L << 20, 1 << 20));

        assertThatThrownBy(() ->
                        journal.append(Events.withPrompt(1, "x".repeat(700_000)))
                                .toCompletableFuture()
                                .join())
                .hasMessageContaining("the journal takes at most 524288");
        journal.append(Events.numbered(2)).toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertThat(journal.pending().count()).isEqualTo(1);
    }

    @Test
    void refusesAFolderThatAnotherGatewayHas() throws Exception {
        start(settings(64L << 20, 1 << 20));

        assertThatThrownBy(() -> start(settings(64L << 20, 1 << 20)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The journal folder %s is in use by another gateway; set spidergate.journal.directory to a folder of its own.",
                        directory.toAbsolutePath());
    }

    @Test
    void refusesAfterItIsClosed() throws Exception {
        DiskJournal journal = start(settings(64L << 20, 1 << 20));
        close(journal);

        assertThatThrownBy(() -> journal.append(Events.numbered(1)).toCompletableFuture().join())
                .hasMessageContaining("the journal is closed");
    }

    @Test
    void readsBackFromDiskWhatMemoryDoesNotHold() throws Exception {
        DiskJournal journal = start(settings(64L << 20, 10_000));
        appendAll(journal, 0, 5_000);
        PendingEvents pending = journal.pending();
        SpilledBodies spilled = journal.spilledBodies();

        int spilledCount = 0;
        PendingEvents.Entry next = pending.after(Long.MIN_VALUE);
        while (next != null) {
            byte[] body = next.body();
            if (body == null) {
                body = spilled.body(next.id());
                spilledCount++;
            }
            assertThat(JournaledEvent.decoded(body)).isNotNull();
            next = pending.after(next.id());
        }
        assertThat(spilledCount).isGreaterThan(4_900);
    }

    private DiskJournal.Settings settings(long maxBytes, long memoryBytes) {
        return new DiskJournal.Settings(
                directory, 1 << 20, maxBytes, memoryBytes, false, Duration.ZERO);
    }

    private DiskJournal start(DiskJournal.Settings settings) throws IOException {
        DiskJournal journal = new DiskJournal(settings, NO_KAFKA, Events.WRITER, Clock.systemUTC());
        journal.start();
        open.add(journal);
        return journal;
    }

    private void close(DiskJournal journal) throws Exception {
        open.remove(journal);
        journal.close();
    }

    static void appendAll(DiskJournal journal, int from, int to) throws Exception {
        List<CompletableFuture<Void>> appends = new ArrayList<>();
        for (int number = from; number < to; number++) {
            appends.add(journal.append(Events.numbered(number)).toCompletableFuture());
            if (appends.size() == 1_000) {
                all(appends);
            }
        }
        all(appends);
    }

    private static void all(List<CompletableFuture<Void>> appends) throws Exception {
        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new))
                .get(30, TimeUnit.SECONDS);
        appends.clear();
    }

    private static boolean settled(CompletableFuture<Void> append) {
        return append.handle((done, failure) -> failure == null).join();
    }
}
