package io.spidergate.gateway.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.gateway.feed.TopicFeeds;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// The gateway's journal: opened at start, measured, flushed at the end.
@Singleton
final class JournalLifecycle implements RequestJournal {

    private final DiskJournal journal;
    private final Timer appends;

    @Inject
    JournalLifecycle(
            JournalConfig config, TopicFeeds feeds, ObjectMapper json, MeterRegistry meters)
            throws IOException {
        this.journal =
                new DiskJournal(
                        settings(config),
                        feeds.kafka(),
                        json.writerFor(RequestEvent.class),
                        Clock.systemUTC());
        this.appends =
                Timer.builder("spidergate.journal.append")
                        .description("From the end of a request until its event is safe")
                        .publishPercentileHistogram()
                        .register(meters);
        register(meters);
    }

    private static DiskJournal.Settings settings(JournalConfig config) {
        return new DiskJournal.Settings(
                config.directory(),
                Math.toIntExact(config.fileBytes().asLongValue()),
                config.maxBytes().asLongValue(),
                config.memoryBytes().asLongValue(),
                config.sync(),
                config.flushTimeout());
    }

    private void register(MeterRegistry meters) {
        PendingEvents pending = journal.pending();
        Gauge.builder("spidergate.journal.pending", pending, PendingEvents::count)
                .description("Events on disk that Kafka does not have yet")
                .register(meters);
        Gauge.builder("spidergate.journal.pending.size", pending, PendingEvents::bytes)
                .baseUnit("bytes")
                .description("Size of the events that Kafka does not have yet")
                .register(meters);
        Gauge.builder("spidergate.journal.oldest.age", pending, this::oldestAgeSeconds)
                .baseUnit("seconds")
                .description("How long the oldest event has waited for Kafka")
                .register(meters);
        Gauge.builder("spidergate.journal.set.aside", pending, PendingEvents::countSetAside)
                .description("Events that Kafka refuses for good and that stay on disk")
                .register(meters);
        Gauge.builder("spidergate.journal.disk.size", journal, DiskJournal::diskBytes)
                .baseUnit("bytes")
                .description("Size of the journal's files")
                .register(meters);
        Gauge.builder("spidergate.journal.interrupted", journal, DiskJournal::interrupted)
                .description("Requests that the process before this one did not see to their end")
                .register(meters);
        FunctionCounter.builder(
                        "spidergate.journal.shipped", journal.shipper(), EventShipper::shipped)
                .description("Events that Kafka has confirmed")
                .register(meters);
        FunctionCounter.builder(
                        "spidergate.journal.damaged", journal.shipper(), EventShipper::unreadable)
                .description("Records that could not be shipped because they were damaged on disk")
                .register(meters);
    }

    private double oldestAgeSeconds(PendingEvents pending) {
        return pending.oldestAgeMs(System.currentTimeMillis()) / 1_000.0;
    }

    void start(@Observes StartupEvent started) {
        journal.start();
    }

    @PreDestroy
    void stop() throws InterruptedException, IOException {
        journal.close();
    }

    @Override
    public CompletionStage<Void> append(RequestEvent event) {
        long start = System.nanoTime();
        return journal.append(event)
                .whenComplete((done, failure) ->
                        appends.record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean underWay(RequestEvent ifInterrupted) {
        return journal.underWay(ifInterrupted);
    }

    JournalState state() {
        return journal.state();
    }

    PendingEvents pending() {
        return journal.pending();
    }
}
