package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Few records that stay among many that go leave files that cannot be reused: after a long answer,
/// or where Kafka refuses an event for good.
class CompactionTest {

    private static final int FILE_BYTES = 64 * 1024;
    private static final int RECORDS = 4_000;
    private static final int ONE_IN = 20;

    /// So many there would be if no room were given back.
    private static final int FILES_IN_VAIN = 2 * RECORDS * 1_000 / FILE_BYTES;

    @TempDir Path directory;

    private final Set<Long> kept = new ConcurrentSkipListSet<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givesBackTheRoomOfWhatIsGoneAndTakesMoreMeanwhile() throws Exception {
        ArtemisRecords records = open(new Found());
        appendAndMostlyDelete(records, 0);
        appendAndMostlyDelete(records, RECORDS);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> records.fileIds().size(), files -> files < FILES_IN_VAIN / 2);
        records.close();

        Found found = new Found();
        open(found).close();

        assertThat(failures).isEmpty();
        assertThat(found.ids).isEqualTo(kept);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void compactsWhileWhatIsWrittenTakesBackWhatWasBefore() throws Exception {
        ArtemisRecords records = open(new Found());
        byte[] body = new byte[1_000];
        for (long id = 1; id <= 5 * RECORDS; id++) {
            records.append(id, body, new TakingBack(records, id - 1));
            if (id % 8 == 0) {
                records.flush();
            }
        }
        records.flush();
        records.close();

        Found found = new Found();
        open(found).close();

        assertThat(failures).isEmpty();
        kept.add(5L * RECORDS);
        assertThat(found.ids).isEqualTo(kept);
    }

    /// As the event of a request takes back what was written while it was under way.
    private final class TakingBack implements ArtemisRecords.Written {

        private final ArtemisRecords records;
        private final long before;

        TakingBack(ArtemisRecords records, long before) {
            this.records = records;
            this.before = before;
        }

        @Override
        public void done() {
            if (before % ONE_IN != 0) {
                records.delete(before);
            } else if (before > 0) {
                kept.add(before);
            }
        }

        @Override
        public void failed(String reason) {
            failures.add(reason);
        }
    }

    private void appendAndMostlyDelete(ArtemisRecords records, long from) {
        byte[] body = new byte[1_000];
        for (long id = from; id < from + RECORDS; id++) {
            records.append(id, body, new Failures());
            records.flush();
            if (id % ONE_IN == 0) {
                kept.add(id);
            } else {
                records.delete(id);
            }
        }
    }

    private ArtemisRecords open(ArtemisRecords.Recovery recovery) throws Exception {
        return ArtemisRecords.open(directory, FILE_BYTES, false, failures::add, recovery);
    }

    private final class Failures implements ArtemisRecords.Written {

        @Override
        public void done() {
            // The records are counted when they are found again.
        }

        @Override
        public void failed(String reason) {
            failures.add(reason);
        }
    }

    private static final class Found implements ArtemisRecords.Recovery {

        private final Set<Long> ids = new TreeSet<>();

        @Override
        public void found(long id, byte[] body) {
            ids.add(id);
        }

        @Override
        public void deleted(long id) {
            ids.remove(id);
        }
    }
}
