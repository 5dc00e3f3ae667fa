package io.spidergate.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.journal.EncoderPersister;
import org.apache.activemq.artemis.core.journal.IOCompletion;
import org.apache.activemq.artemis.core.journal.RecordInfo;
import org.apache.activemq.artemis.core.journal.impl.JournalFile;
import org.apache.activemq.artemis.core.journal.impl.JournalFileImpl;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.journal.impl.JournalReaderCallback;
import org.apache.activemq.artemis.core.journal.impl.dataformat.ByteArrayEncoding;
import org.jboss.logging.Logger;

/// Records on disk by number, kept by Artemis' journal: files of fixed size, allocated beforehand,
/// reused when all of their records are deleted.
///
/// Appends gather in a buffer until [#flush()] writes them with one call to the system. A record
/// that has been reported as written is in the system's page cache (with `sync`, on the disk). All
/// but [#delete] is for one thread.
final class ArtemisRecords implements AutoCloseable {

    /// Gets the records that an earlier process left, in their order.
    interface Recovery {
        void found(long id, byte[] body);

        void deleted(long id);
    }

    /// Told once for each append, while it is flushed.
    interface Written {
        void done();

        void failed(String reason);
    }

    private static final Logger LOG = Logger.getLogger(ArtemisRecords.class);
    private static final String PREFIX = "events";
    private static final String EXTENSION = "journal";
    private static final byte EVENT = 1;
    private static final int MIN_FILES = 2;
    private static final int POOL_FILES = 16;

    /// Compaction starts when more files than this hold less than this share of live records; a
    /// queue seldom needs it.
    private static final int COMPACT_MIN_FILES = 10;

    private static final int COMPACT_PERCENTAGE = 30;
    private static final int OPEN_TIMEOUT_SECONDS = 2;

    /// Only the net below [#flush()], which whoever appends calls.
    private static final int BUFFER_TIMEOUT_NANOS = 1_000_000_000;

    private final SequentialFileFactory files;
    private final Queue<Long> deletions = new ConcurrentLinkedQueue<>();
    private final JournalExecutors executors = new JournalExecutors();
    private final JournalImpl journal;
    private final boolean sync;
    private final int fileBytes;

    private ArtemisRecords(Path directory, int fileBytes, boolean sync, Consumer<String> broken) {
        this.sync = sync;
        this.fileBytes = fileBytes;
        this.files =
                new NIOSequentialFileFactory(
                        directory.toFile(), true, fileBytes, BUFFER_TIMEOUT_NANOS, 1, false);
        files.setDatasync(sync);
        this.journal =
                new JournalImpl(
                        executors,
                        fileBytes,
                        MIN_FILES,
                        POOL_FILES,
                        COMPACT_MIN_FILES,
                        COMPACT_PERCENTAGE,
                        OPEN_TIMEOUT_SECONDS,
                        files,
                        PREFIX,
                        EXTENSION,
                        1,
                        0,
                        (failure, message, file) ->
                                broken.accept(message == null ? failure.toString() : message),
                        0);
    }

    /// @param broken told when the disk failed; appends in flight at that moment may never be
    ///   reported
    static ArtemisRecords open(
            Path directory, int fileBytes, boolean sync, Consumer<String> broken, Recovery recovery)
            throws IOException {
        Files.createDirectories(directory);
        ArtemisRecords records = new ArtemisRecords(directory, fileBytes, sync, broken);
        records.load(recovery);
        return records;
    }

    private void load(Recovery recovery) throws IOException {
        journal.start();
        try {
            journal.load(new RecoveryCallback(recovery));
        } catch (Exception e) {
            throw new IOException("the journal cannot be loaded: " + e.getMessage(), e);
        }
    }

    /// Largest body that one record can hold.
    int mostBytes() {
        return fileBytes / 2;
    }

    /// Writes what has been appended or is to be deleted until now.
    void flush() {
        carryOutDeletions();
        files.flush();
    }

    void append(long id, byte[] body, Written written) {
        try {
            journal.appendAddRecord(
                    id,
                    EVENT,
                    EncoderPersister.getInstance(),
                    new ByteArrayEncoding(body),
                    sync,
                    new Completion(written));
        } catch (Exception e) {
            written.failed(String.valueOf(e.getMessage()));
        }
    }

    /// Writes bytes that mean nothing, to learn whether the disk takes them.
    void probe(int bytes, Written written) {
        appendProbe(bytes, written);
        flush();
    }

    private void appendProbe(int bytes, Written written) {
        try {
            journal.appendAddEvent(
                    0,
                    EVENT,
                    EncoderPersister.getInstance(),
                    new ByteArrayEncoding(new byte[bytes]),
                    sync,
                    new Completion(written));
        } catch (Exception e) {
            written.failed(String.valueOf(e.getMessage()));
        }
    }

    /// From any thread, to be carried out by the next [#flush()]: a record whose deletion is lost
    /// is found again, and told again.
    ///
    /// Not at once, since compaction reports what is written while it holds the journal's lock: who
    /// then asked for a deletion would wait for an append that waits for the compaction.
    void delete(long id) {
        deletions.add(id);
    }

    private void carryOutDeletions() {
        for (Long id = deletions.poll(); id != null; id = deletions.poll()) {
            try {
                journal.tryAppendDeleteRecord(id, false, (record, found) -> {}, null);
            } catch (Exception e) {
                LOG.warnf(
                        "record %d of the journal cannot be deleted and may be told again after a restart: %s",
                        id, e.getMessage());
            }
        }
    }

    boolean hasDeletions() {
        return !deletions.isEmpty();
    }

    /// Numbers of the files that hold records now, oldest first.
    List<Long> fileIds() {
        return dataFiles().map(JournalFile::getFileID).toList();
    }

    /// The bodies of the wanted records that are in one file; those that are elsewhere are left
    /// out.
    Map<Long, byte[]> read(long fileId, LongPredicate wanted) throws IOException {
        Map<Long, byte[]> bodies = new HashMap<>();
        JournalFile file =
                dataFiles().filter(each -> each.getFileID() == fileId).findFirst().orElse(null);
        if (file == null || !file.getFile().exists()) {
            return bodies;
        }
        // The journal may be writing to the file, so it is read by a handle of its own.
        JournalFile copy =
                new JournalFileImpl(
                        file.getFile().cloneFile(), file.getFileID(), file.getJournalVersion());
        AtomicReference<ByteBuffer> buffer = new AtomicReference<>();
        try {
            JournalImpl.readJournalFile(files, copy, new BodyCollector(wanted, bodies), buffer);
            return bodies;
        } catch (Exception e) {
            throw new IOException("a journal file cannot be read: " + e.getMessage(), e);
        } finally {
            files.releaseDirectBuffer(buffer.get());
        }
    }

    private Stream<JournalFile> dataFiles() {
        return Stream.concat(
                        Stream.of(journal.getDataFiles()),
                        Stream.ofNullable(journal.getCurrentFile()))
                .sorted(Comparator.comparingLong(JournalFile::getFileID));
    }

    long diskBytes() {
        return (long) fileBytes
                * (journal.getDataFilesCount()
                        + journal.getFreeFilesCount()
                        + journal.getOpenedFilesCount()
                        + 1);
    }

    /// When nobody appends any more.
    @Override
    public void close() {
        flush();
        journal.stop();
        executors.close();
    }

    private record Completion(Written written) implements IOCompletion {

        @Override
        public void storeLineUp() {
            // Nothing waits for a line of completions here.
        }

        @Override
        public void done() {
            written.done();
        }

        @Override
        public void onError(int errorCode, String errorMessage) {
            written.failed(String.valueOf(errorMessage));
        }
    }

    private record BodyCollector(LongPredicate wanted, Map<Long, byte[]> bodies)
            implements JournalReaderCallback {

        @Override
        public void onReadAddRecord(RecordInfo info) {
            if (wanted.test(info.id)) {
                bodies.put(info.id, info.data);
            }
        }
    }
}
