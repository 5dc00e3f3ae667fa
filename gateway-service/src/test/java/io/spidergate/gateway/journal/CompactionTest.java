package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    /// The journal compacts where more than ten files hold little.
    private static final int FILES_LEFT = 11;

    @TempDir Path directory;

    private final Set<Long> kept = new TreeSet<>();
    private final List<String> failures = new ArrayList<>();

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givesBackTheRoomOfWhatIsGoneAndTakesMoreMeanwhile() throws Exception {
        ArtemisRecords records = open(new Found());
        appendAndMostlyDelete(records, 0);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> records.fileIds().size(), files -> files <= FILES_LEFT);
        appendAndMostlyDelete(records, RECORDS);
        records.close();

        Found found = new Found();
        open(found).close();

        assertThat(failures).isEmpty();
        assertThat(found.ids).isEqualTo(kept);
    }

    private void appendAndMostlyDelete(ArtemisRecords records, long from) throws Exception {
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
