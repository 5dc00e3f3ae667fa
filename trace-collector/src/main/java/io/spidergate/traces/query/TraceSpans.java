package io.spidergate.traces.query;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.traces.TraceDetail.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request's time as spans, from its event alone: `request`, and below it `admit`, `plan`, `wait`
/// (for an allowance or a credential, where that took time), `attempt n` and `relay`, each where
/// the request got so far.
final class TraceSpans {

    /// A shorter wait is the gateway's own work.
    private static final long SHOWN_WAIT_US = 1_000;

    private TraceSpans() {}

    static List<Span> of(RequestEvent event) {
        List<Span> spans = new ArrayList<>();
        spans.add(request(event));
        spans.add(admit(event));
        Long planned = event.timing().plannedUs();
        if (planned != null) {
            spans.add(plan(event, planned));
            wait(event, planned).ifPresent(spans::add);
        }
        event.attempts().forEach(attempt -> spans.add(attempt(attempt)));
        Long firstContent = event.timing().firstContentUs();
        if (firstContent != null) {
            spans.add(relay(event, firstContent));
        }
        return List.copyOf(spans);
    }

    private static Span request(RequestEvent event) {
        return span(
                "request",
                0,
                0,
                event.timing().endedUs(),
                event.outcome().result() != Result.COMPLETED,
                words(event.outcome().httpStatus(), event.outcome().result(), errorCode(event)));
    }

    private static Span admit(RequestEvent event) {
        boolean refusedHere =
                event.outcome().result() == Result.REFUSED && event.timing().plannedUs() == null;
        return span(
                "admit",
                1,
                0,
                event.timing().admittedUs(),
                refusedHere,
                refusedHere ? errorCode(event) : event.agentName());
    }

    private static Span plan(RequestEvent event, long planned) {
        boolean refusedHere = event.outcome().result() == Result.REFUSED;
        return span(
                "plan",
                1,
                event.timing().admittedUs(),
                planned,
                refusedHere,
                "%s, %d excluded"
                        .formatted(
                                counted(event.plan().candidates().size(), "candidate"),
                                event.plan().exclusions().size()));
    }

    /// Without it the time line has a hole that nobody can explain.
    private static Optional<Span> wait(RequestEvent event, long planned) {
        return event.attempts().stream()
                .findFirst()
                .filter(first -> first.startedUs() - planned >= SHOWN_WAIT_US)
                .map(first ->
                        span(
                                "wait",
                                1,
                                planned,
                                first.startedUs(),
                                false,
                                "for an allowance or a credential"));
    }

    private static Span attempt(AttemptRecord attempt) {
        return span(
                "attempt " + attempt.number(),
                1,
                attempt.startedUs(),
                attempt.endedUs(),
                !attempt.succeeded(),
                words(
                        attempt.provider() + "/" + attempt.upstreamModel(),
                        attempt.httpStatus(),
                        attempt.failureClass()));
    }

    private static Span relay(RequestEvent event, long firstContent) {
        Result result = event.outcome().result();
        boolean broken = result == Result.CUT || result == Result.ABANDONED;
        return span(
                "relay",
                1,
                firstContent,
                event.timing().endedUs(),
                broken,
                broken ? words(result, errorCode(event)) : outputTokens(event));
    }

    private static String outputTokens(RequestEvent event) {
        return counted(event.usage().outputTokens(), "token") + " out";
    }

    private static String counted(long number, String thing) {
        return "%d %s%s".formatted(number, thing, number == 1 ? "" : "s");
    }

    /// A gateway's clock is monotonic, its event is foreign data all the same: no span ends before
    /// it starts.
    private static Span span(
            String name, int depth, long start, long end, boolean error, String note) {
        long from = Math.max(0, start);
        return new Span(name, depth, from, Math.max(0, end - from), error, note);
    }

    private static @Nullable String errorCodeOrNull(RequestEvent event) {
        return event.outcome().errorCode();
    }

    private static String errorCode(RequestEvent event) {
        String code = errorCodeOrNull(event);
        return code == null ? "" : code;
    }

    private static String words(@Nullable Object... parts) {
        List<String> words = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Enum<?> constant) {
                words.add(constant.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            } else if (part != null && !part.toString().isEmpty()) {
                words.add(part.toString());
            }
        }
        return String.join(" · ", words);
    }
}
