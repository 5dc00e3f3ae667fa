package io.spidergate.bench.budgets;

import io.spidergate.bench.Pause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// A gateway that asks for allowances of all tokens as often as real ones do, so that the ledger
/// meets the locks that it meets in earnest.
final class AllowanceTraffic implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(250);
    private static final String ASK =
            """
            {"subject":"%s","counter":"BUDGET","atLeast":1,"wanted":1000}\
            """;

    private final Billing billing;
    private final String request;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile boolean ended;

    AllowanceTraffic(Billing billing, List<EventStream.Spender> spenders) {
        this.billing = billing;
        this.request =
                spenders.stream()
                        .map(spender -> ASK.formatted(spender.tokenRef()))
                        .collect(
                                Collectors.joining(
                                        ",",
                                        "{\"gatewayId\":\"gw_traffic\",\"returns\":[],\"asks\":[",
                                        "]}"));
        thread.start();
    }

    long answered() {
        return answered.get();
    }

    /// Of which some must be: the database is away for a while.
    long unanswered() {
        return unanswered.get();
    }

    private void run() {
        while (!ended) {
            (billing.isAnswered(request) ? answered : unanswered).incrementAndGet();
            Pause.of(TICK);
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
