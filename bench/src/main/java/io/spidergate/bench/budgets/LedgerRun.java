package io.spidergate.bench.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.bench.LocalSuite;
import io.spidergate.bench.Pause;
import io.spidergate.bench.budgets.LedgerOutcome.Count;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// billing-service with its database and broker, a topic full of events, and gateways that ask for
/// allowances of the same tokens meanwhile.
final class LedgerRun implements AutoCloseable {

    private static final long EVENTS = 1_000_000;
    private static final int TOKENS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int CONNECT_MS = 200;

    private final LocalSuite suite;
    private final JsonNode billingPart;
    private final Billing billing;
    private final Metrics metrics;
    private final CpuTime cpu;

    private LedgerRun(LocalSuite suite) {
        this.suite = suite;
        suite.up(1);
        this.billingPart = suite.part("billing");
        this.billing = new Billing(suite);
        this.metrics = new Metrics(billingPart.path("managementPort").asInt());
        this.cpu =
                new CpuTime(
                        Stream.of(billingPart, suite.part("postgres"), suite.part("kafka"))
                                .map(part -> part.path("pid").asLong())
                                .toList());
    }

    static LedgerRun start(Path root) {
        try {
            LocalSuite suite =
                    new LocalSuite(root, Files.createTempDirectory("spidergate-ledger"), Map.of());
            try {
                return new LedgerRun(suite);
            } catch (RuntimeException e) {
                suite.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LedgerOutcome play() {
        List<EventStream.Spender> spenders =
                IntStream.range(0, TOKENS)
                        .mapToObj(i -> billing.newSpender("ledger-" + i))
                        .toList();
        EventStream stream = new EventStream(7, EVENTS, spenders, Instant.now().minusSeconds(1));
        Count ledger = ledger();
        long consumed = consumed(metrics.read());
        try (PausedParts others =
                        new PausedParts(
                                suite, List.of("launcher", "postgres", "kafka", "billing"));
                AllowanceTraffic traffic = new AllowanceTraffic(billing, spenders)) {
            fill(stream);
            Consumption consumption = consume(consumed, EVENTS + stream.repeated());
            System.out.printf(
                    "%d times a gateway was answered meanwhile, %d times not%n",
                    traffic.answered(), traffic.unanswered());
            long from = System.nanoTime();
            long drift = billing.audit().path("driftNanoUsd").asLong();
            double auditSeconds = (System.nanoTime() - from) / 1e9;
            return new LedgerOutcome(
                    new Count(EVENTS, stream.nanoUsd()),
                    ledger().minus(ledger),
                    drift,
                    auditSeconds,
                    metrics.read().of("spidergate_ledger_dead_letters_total"),
                    deadlocks(),
                    consumption.perSecond(),
                    consumption.cpuMicros(),
                    consumption.outages());
        }
    }

    /// Billing stands still meanwhile, so that producing does not slow down what is measured.
    private void fill(EventStream stream) {
        long pid = billingPart.path("pid").asLong();
        PausedParts.signal("-STOP", pid);
        try {
            long from = System.nanoTime();
            Deliveries.send(stream, suite.part("kafka").path("port").asInt());
            System.out.printf(
                    "%d events in the topic, %d of them again, after %.0f s%n",
                    EVENTS + stream.repeated(),
                    stream.repeated(),
                    (System.nanoTime() - from) / 1e9);
        } finally {
            PausedParts.signal("-CONT", pid);
        }
    }

    /// The broker dies after a third, the database after two thirds.
    ///
    /// @param before what was consumed before any of them
    private Consumption consume(long before, long deliveries) {
        Victim broker = new Victim(suite.part("kafka"));
        Victim database = new Victim(suite.part("postgres"));
        Pause.require("the ledger begins", PATIENCE, () -> consumed(metrics.read()) > before);
        Consumption consumption =
                new Consumption(System.nanoTime(), consumed(metrics.read()), cpu.seconds());
        Pause.require(
                "all is consumed",
                PATIENCE,
                () -> {
                    Metrics.Read now = metrics.read();
                    long since = consumed(now) - before;
                    consumption.look(
                            System.nanoTime(), consumed(now), broker.serves() && database.serves());
                    boolean third = since >= deliveries / 3 && consumption.hasWorked();
                    if (third && !broker.isKilled()) {
                        consumption.burnt(cpu.seconds());
                        broker.kill();
                        consumption.killed("kafka");
                    }
                    if (since >= deliveries * 2 / 3 && !database.isKilled()) {
                        database.kill();
                        consumption.killed("postgres");
                    }
                    // What was read again after a kill counts too, so that the count alone is not
                    // the end.
                    return since >= deliveries && now.of("spidergate_ledger_lag") == 0;
                });
        return consumption;
    }

    private static long consumed(Metrics.Read read) {
        return read.of("spidergate_ledger_entries_total")
                + read.of("spidergate_ledger_duplicates_total");
    }

    private Count ledger() {
        JsonNode summary = billing.get("/ledger/summary");
        return new Count(summary.path("entries").asLong(), summary.path("totalNanoUsd").asLong());
    }

    /// As the database's own log tells them.
    private long deadlocks() {
        try (var lines = Files.lines(suite.data().resolve("logs/postgres.log"))) {
            return lines.filter(line -> line.contains("deadlock detected")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        suite.close();
    }

    /// A part that is killed once; the suite's supervisor starts it again.
    private static final class Victim {

        private final ProcessHandle process;
        private final int port;
        private boolean killed;

        Victim(JsonNode part) {
            process = ProcessHandle.of(part.path("pid").asLong()).orElseThrow();
            port = part.path("port").asInt();
        }

        boolean isKilled() {
            return killed;
        }

        void kill() {
            killed = true;
            process.destroyForcibly();
            process.onExit().join();
        }

        boolean serves() {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MS);
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
