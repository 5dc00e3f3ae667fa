package io.spidergate.traces.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Cost;
import io.spidergate.contracts.gateway.RequestEvent.Outcome;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.gateway.RequestEvent.Timing;
import io.spidergate.contracts.traces.TraceDetail.Span;
import io.spidergate.traces.Events;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceSpansTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void showsEachAttemptAndWhereTheErrorWas() {
        assertThat(TraceSpans.of(Events.fallback("req_1", START, "writer")))
                .containsExactly(
                        new Span("request", 0, 0, 2_000_000, false, "200 · completed"),
                        new Span("admit", 1, 0, 100, false, "writer"),
                        new Span("plan", 1, 100, 200, false, "2 candidates, 0 excluded"),
                        new Span(
                                "attempt 1",
                                1,
                                400,
                                499_600,
                                true,
                                "groq/llama · 429 · rate limited"),
                        new Span("attempt 2", 1, 500_100, 1_499_900, false, "mistral/small · 200"),
                        new Span("relay", 1, 900_000, 1_100_000, false, "20 tokens out"));
    }

    @Test
    void showsWhatARequestWaitedForBeforeItsFirstAttempt() {
        RequestEvent waited =
                Events.event(
                        "req_1",
                        START,
                        "writer",
                        "spideriq/fast",
                        new Outcome(Result.FAILED, 503, "all_providers_failed", null, null, false),
                        new Cost(0, Basis.NONE),
                        new Timing(1, 200L, null, 90_000),
                        List.of(
                                Events.failure(
                                        1,
                                        Events.GROQ,
                                        80_200,
                                        90_000,
                                        FailureClass.OVERLOADED,
                                        503)));

        assertThat(TraceSpans.of(waited))
                .contains(
                        new Span(
                                "wait", 1, 200, 80_000, false, "for an allowance or a credential"));
    }

    @Test
    void endsWhereARequestWasRefused() {
        assertThat(TraceSpans.of(Events.refused("req_1", START, "writer")))
                .containsExactly(
                        new Span("request", 0, 0, 150, true, "402 · refused · budget_exceeded"),
                        new Span("admit", 1, 0, 100, true, "budget_exceeded"));
    }

    @Test
    void flagsTheRelayOfAStreamThatWasCut() {
        RequestEvent cut =
                Events.event(
                        "req_1",
                        START,
                        "writer",
                        "spideriq/fast",
                        new Outcome(Result.CUT, 200, "stream_cut", null, null, false),
                        new Cost(0, Basis.NONE),
                        new Timing(1, 2L, 10L, 50),
                        List.of(
                                Events.failure(
                                        1, Events.GROQ, 3, 50, FailureClass.STREAM_CUT, 200)));
        assertThat(TraceSpans.of(cut))
                .contains(new Span("relay", 1, 10, 40, true, "cut · stream_cut"));
    }

    @Test
    void anyTimesGiveOneRequestOneSpanAnAttemptAndNoNegativeDuration() {
        qt().forAll(
                        integers().between(0, 6),
                        longs().between(-1_000, 1_000_000),
                        longs().between(-1_000, 1_000_000))
                .checkAssert((attempts, a, b) -> {
                    List<Span> spans = TraceSpans.of(withTimes(attempts, a, b));
                    assertThat(spans.getFirst().name()).isEqualTo("request");
                    assertThat(spans).allMatch(s -> s.startUs() >= 0 && s.durationUs() >= 0);
                    assertThat(
                                    spans.stream()
                                            .map(Span::name)
                                            .filter(name -> name.startsWith("attempt")))
                            .containsExactlyElementsOf(
                                    IntStream.rangeClosed(1, attempts)
                                            .mapToObj(n -> "attempt " + n)
                                            .toList());
                });
    }

    private static RequestEvent withTimes(int attempts, long a, long b) {
        return Events.event(
                "req_1",
                START,
                "writer",
                "spideriq/fast",
                new Outcome(Result.FAILED, 503, "all_providers_failed", null, null, false),
                new Cost(0, Basis.NONE),
                new Timing(a, b, a, b),
                IntStream.rangeClosed(1, attempts)
                        .mapToObj(n ->
                                Events.failure(n, Events.GROQ, a, b, FailureClass.TIMEOUT, 500))
                        .toList());
    }
}
