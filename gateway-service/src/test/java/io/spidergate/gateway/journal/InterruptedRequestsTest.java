package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A request that was sent to a provider is told of once: as it ended, or as interrupted.
///
/// A closed journal says no more than a killed one: nothing is written for what is under way.
class InterruptedRequestsTest {

    @TempDir Path directory;

    private DiskJournal journal;

    @BeforeEach
    void open() throws IOException {
        journal =
                new DiskJournal(
                        new DiskJournal.Settings(
                                directory, 1 << 20, 64L << 20, 1 << 20, false, Duration.ZERO),
                        DiskJournalTest.NO_KAFKA,
                        Events.WRITER,
                        Clock.systemUTC());
        journal.start();
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
    }

    @Test
    void isToldByTheNextProcess() throws Exception {
        begin(1, "first");

        restart();

        assertThat(journal.interrupted()).isEqualTo(1);
        assertThat(told()).containsExactly(Events.interrupted(1, "first"));
    }

    @Test
    void isToldAsItEndedWhereItDid() throws Exception {
        begin(1, "first");
        end(1);

        restart();

        assertThat(journal.interrupted()).isZero();
        assertThat(told()).containsExactly(Events.numbered(1));
    }

    @Test
    void isToldWithItsLastAttempt() throws Exception {
        begin(1, "first");
        begin(1, "second");

        restart();

        assertThat(told()).containsExactly(Events.interrupted(1, "second"));
    }

    @Test
    void isToldOnceHoweverOftenProcessesEnd() throws Exception {
        begin(1, "first");
        restart();
        begin(2, "first");
        restart();
        restart();

        assertThat(told())
                .containsExactly(Events.interrupted(1, "first"), Events.interrupted(2, "first"));
    }

    @Test
    void takesItsShareOfTheJournal() {
        int bytes = 0;
        int number = 0;
        while (begins(number, "p".repeat(4_000)) && bytes < 128 << 20) {
            number++;
            bytes += 4_000;
        }

        assertThat(journal.pending().count()).isZero();
        assertThat(journal.diskBytes()).isLessThan(80 << 20);
        assertThat(journal.state()).isInstanceOf(JournalState.Full.class);
    }

    @Test
    void anyOrderOfBeginningsEndsAndRestartsTellsEachRequestOnce() throws Exception {
        Random random = new Random(11);
        Map<String, Result> expected = new HashMap<>();
        List<Integer> underWay = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            if (step % 500 == 499) {
                restart();
                underWay.clear();
            } else if (underWay.isEmpty() || random.nextInt(5) < 3) {
                begin(step, "first");
                underWay.add(step);
                expected.put("req_" + step, Result.INTERRUPTED);
            } else {
                int ended = underWay.remove(random.nextInt(underWay.size()));
                end(ended);
                expected.put("req_" + ended, Result.COMPLETED);
            }
        }
        restart();

        Map<String, Result> told = new HashMap<>();
        for (RequestEvent event : told()) {
            assertThat(told.put(event.requestId().value(), event.outcome().result())).isNull();
        }
        assertThat(told).isEqualTo(expected);
    }

    private void begin(int number, String model) {
        assertThat(begins(number, model)).isTrue();
    }

    private boolean begins(int number, String model) {
        boolean begun = journal.underWay(Events.interrupted(number, model));
        while (!begun && journal.state() instanceof JournalState.Writable) {
            begun = journal.underWay(Events.interrupted(number, model)); // its queue was full
        }
        return begun;
    }

    private void end(int number) throws Exception {
        journal.append(Events.numbered(number)).toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private void restart() throws Exception {
        journal.close();
        open();
    }

    private List<RequestEvent> told() throws IOException {
        List<RequestEvent> told = new ArrayList<>();
        PendingEvents pending = journal.pending();
        for (var next = pending.after(0); next != null; next = pending.after(next.id())) {
            byte[] held = next.body();
            JournaledEvent event =
                    JournaledEvent.decoded(
                            held != null ? held : journal.spilledBodies().body(next.id()));
            told.add(Events.JSON.readValue(event.json(), RequestEvent.class));
        }
        return told;
    }
}
