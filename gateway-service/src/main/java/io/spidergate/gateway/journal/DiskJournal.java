package io.spidergate.gateway.journal;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.spidergate.contracts.gateway.RequestEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/// The journal of one process: records on disk, one thread that writes, one that ships.
final class DiskJournal implements RequestJournal {

    /// @param maxBytes what may wait for Kafka
    /// @param memoryBytes what of it is kept in memory
    record Settings(
            Path directory,
            int fileBytes,
            long maxBytes,
            long memoryBytes,
            boolean sync,
            Duration flushTimeout) {}

    private static final Logger LOG = Logger.getLogger(DiskJournal.class);

    private final Settings settings;
    private final DirectoryLock lock;
    private final ArtemisRecords records;
    private final PendingEvents pending;
    private final EntryWriter entries;
    private final JournalWriter writer;
    private final EventShipper shipper;
    private final int interrupted;

    /// Loads what an earlier process left; `start` begins to write and to ship.
    ///
    /// @throws IllegalStateException when another process has the folder
    DiskJournal(Settings settings, Map<String, Object> kafka, ObjectWriter json, Clock clock)
            throws IOException {
        this.settings = settings;
        this.lock = DirectoryLock.take(settings.directory());
        this.pending = new PendingEvents(settings.memoryBytes());
        Recovered recovered = new Recovered(pending, clock.millis());
        this.records =
                ArtemisRecords.open(
                        settings.directory(),
                        settings.fileBytes(),
                        settings.sync(),
                        this::broken,
                        recovered);
        this.interrupted = recovered.tellInterrupted();
        for (Long useless : recovered.useless()) {
            records.delete(useless);
        }
        this.shipper = new EventShipper(records, pending, kafka);
        this.entries =
                new EntryWriter(
                        records,
                        pending,
                        new EntryEncoding(json, clock),
                        recovered.nextId(),
                        settings.maxBytes(),
                        shipper::wake);
        this.writer = new JournalWriter(records, entries, JournalWriter.PATIENCE);
        LOG.infof(
                "journal %s: %d events left to ship, %d of them of requests that were interrupted",
                settings.directory(), pending.count(), interrupted);
    }

    private void broken(String reason) {
        EntryWriter told = entries;
        if (told != null) {
            told.broken(reason);
        }
    }

    void start() {
        writer.start();
        shipper.start();
        shipper.wake();
    }

    @Override
    public CompletionStage<Void> append(RequestEvent event) {
        return writer.append(event);
    }

    @Override
    public boolean underWay(RequestEvent ifInterrupted) {
        return writer.underWay(ifInterrupted);
    }

    JournalState state() {
        return writer.state();
    }

    /// Requests that an earlier process did not see to their end.
    int interrupted() {
        return interrupted;
    }

    PendingEvents pending() {
        return pending;
    }

    EventShipper shipper() {
        return shipper;
    }

    SpilledBodies spilledBodies() {
        return new SpilledBodies(records, pending);
    }

    long diskBytes() {
        return records.diskBytes();
    }

    /// Takes no more, writes what was taken, ships what it can in time, and frees the folder.
    void close() throws InterruptedException, IOException {
        writer.close();
        shipper.close(settings.flushTimeout());
        records.close();
        lock.close();
    }
}
