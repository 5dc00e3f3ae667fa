package io.spidergate.gateway.exchange;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.Capability;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What is counted of chat requests. Labels take few values: never a model, an agent or a caller's
/// word.
final class ExchangeMetrics {

    private final MeterRegistry registry;
    private final Map<String, Counter> requests = new ConcurrentHashMap<>();
    private final Map<String, Counter> paid = new ConcurrentHashMap<>();
    private final Map<AttemptKey, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<String, Counter> refusals = new ConcurrentHashMap<>();
    private final Timer firstContent;
    private final AtomicInteger inFlight;
    private final Counter rescued;
    private final Counter lost;
    private final Counter hedgesWon;
    private final Counter hedgesLost;

    ExchangeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.firstContent =
                Timer.builder("spidergate.first.content")
                        .description("From a request's arrival to its first content")
                        .register(registry);
        this.rescued = brokenStreams("rescued");
        this.lost = brokenStreams("lost");
        this.hedgesWon = hedges("won");
        this.hedgesLost = hedges("lost");
        this.inFlight = registry.gauge("spidergate.requests.in.flight", new AtomicInteger());
    }

    void started() {
        inFlight.incrementAndGet();
    }

    /// @param outcome `completed` or an error code
    void ended(String outcome) {
        inFlight.decrementAndGet();
        requests.computeIfAbsent(
                        outcome,
                        value ->
                                Counter.builder("spidergate.requests")
                                        .description("Chat requests by how they ended")
                                        .tag("outcome", value)
                                        .register(registry))
                .increment();
    }

    /// @param reason why not something free
    void paid(String reason) {
        paid.computeIfAbsent(
                        reason,
                        value ->
                                Counter.builder("spidergate.paid.requests")
                                        .description("Requests that cost money, by the reason")
                                        .tag("reason", value)
                                        .register(registry))
                .increment();
    }

    void attempted(String provider, @Nullable FailureClass failure) {
        attempts.computeIfAbsent(new AttemptKey(provider, failure), this::counter).increment();
    }

    /// @param capability null where only a combination was refused
    void refused(@Nullable Capability capability) {
        String word =
                capability == null ? "combination" : capability.name().toLowerCase(Locale.ROOT);
        refusals.computeIfAbsent(
                        word,
                        value ->
                                Counter.builder("spidergate.capability.refusals")
                                        .description(
                                                "Attempts that were refused because the model cannot do what was asked for")
                                        .tag("capability", value)
                                        .register(registry))
                .increment();
    }

    void firstContent(long micros) {
        firstContent.record(micros, TimeUnit.MICROSECONDS);
    }

    /// A stream broke in the middle, once or more.
    ///
    /// @param whole another went on with it to its end
    void broke(boolean whole) {
        (whole ? rescued : lost).increment();
    }

    /// A second candidate was asked beside a slow first one.
    ///
    /// @param won whether it was the faster one
    void hedged(boolean won) {
        (won ? hedgesWon : hedgesLost).increment();
    }

    private Counter hedges(String outcome) {
        return Counter.builder("spidergate.hedges")
                .description("Second candidates asked beside a slow first one, by who was faster")
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter brokenStreams(String outcome) {
        return Counter.builder("spidergate.broken.streams")
                .description("Streams that broke after their first content, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter counter(AttemptKey key) {
        return Counter.builder("spidergate.attempts")
                .description("Calls to providers by what they taught")
                .tag("provider", key.provider)
                .tag(
                        "failure",
                        key.failure == null ? "none" : key.failure.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private record AttemptKey(String provider, @Nullable FailureClass failure) {}
}
