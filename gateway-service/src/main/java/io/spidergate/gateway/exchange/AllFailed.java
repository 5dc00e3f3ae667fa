package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.routing.Exclusion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the caller is told when nobody served. Pure.
final class AllFailed {

    private static final Duration NO_CREDENTIAL_RETRY = Duration.ofSeconds(2);

    private AllFailed() {}

    /// Where nobody was asked because no protocol has a place for the request, that is what is
    /// told.
    static GatewayError orNobodyCarries(String requested, ExchangeLog log, Instant now) {
        Instant quotaUntil = log.quotaUntil();
        if (log.attempts().isEmpty() && quotaUntil != null) {
            return NothingServes.quotaExhausted(requested, Duration.between(now, quotaUntil));
        }
        return log.attempts().isEmpty() && log.couldNotServe()
                ? NothingServes.carries(requested, log.skipped())
                : error(requested, log.attempts(), false);
    }

    /// @param tooLate the request's own deadline has passed
    static GatewayError error(String requested, List<AttemptRecord> attempts, boolean tooLate) {
        String model = RequestPlanner.shortened(requested);
        if (attempts.isEmpty() && !tooLate) {
            return GatewayError.of(
                            ErrorCode.ALL_PROVIDERS_FAILED,
                            model,
                            "no credential can be used at the moment")
                    .retryAfter(NO_CREDENTIAL_RETRY);
        }
        ErrorCode code = code(attempts, tooLate);
        GatewayError error =
                (code == ErrorCode.REQUEST_TOO_LARGE
                                ? GatewayError.of(code, summary(attempts))
                                : GatewayError.of(code, model, summary(attempts)))
                        .withDetail(
                                code == ErrorCode.NO_QUALIFYING_MODEL
                                        ? candidates(requested, attempts)
                                        : detail(requested, attempts));
        Long hint = soonest(attempts);
        return hint == null ? error : error.retryAfter(Duration.ofMillis(hint));
    }

    /// The provider's own words are the message: only they tell what to mend.
    static GatewayError rejected(String requested, List<AttemptRecord> attempts) {
        AttemptRecord last = attempts.getLast();
        return GatewayError.of(ErrorCode.UPSTREAM_REJECTED_REQUEST, last.provider(), words(last))
                .withDetail(detail(requested, attempts));
    }

    private static ErrorCode code(List<AttemptRecord> attempts, boolean tooLate) {
        Set<FailureClass> kinds =
                attempts.stream()
                        .map(AttemptRecord::failureClass)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        if (tooLate || kinds.equals(Set.of(FailureClass.TIMEOUT))) {
            return ErrorCode.UPSTREAM_TIMEOUT;
        }
        if (kinds.equals(Set.of(FailureClass.CAPABILITY_MISSING))) {
            return ErrorCode.NO_QUALIFYING_MODEL;
        }
        if (kinds.equals(Set.of(FailureClass.CONTEXT_TOO_LONG))) {
            return ErrorCode.CONTEXT_LENGTH_EXCEEDED;
        }
        if (Set.of(FailureClass.CONTEXT_TOO_LONG, FailureClass.REQUEST_TOO_LARGE)
                .containsAll(kinds)) {
            return ErrorCode.REQUEST_TOO_LARGE;
        }
        return ErrorCode.ALL_PROVIDERS_FAILED;
    }

    private static String summary(List<AttemptRecord> attempts) {
        if (attempts.isEmpty()) {
            return "nobody was asked in time";
        }
        return attempts.stream()
                .map(attempt ->
                        "%s/%s: %s"
                                .formatted(
                                        attempt.provider(),
                                        attempt.upstreamModel(),
                                        words(attempt)))
                .collect(Collectors.joining("; "));
    }

    private static String words(AttemptRecord attempt) {
        String kind = kind(attempt);
        return attempt.failureMessage() == null
                ? kind
                : kind + " (" + attempt.failureMessage() + ")";
    }

    private static String kind(AttemptRecord attempt) {
        return String.valueOf(attempt.failureClass()).toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> detail(String requested, List<AttemptRecord> attempts) {
        List<Map<String, Object>> tried = new ArrayList<>(attempts.size());
        for (AttemptRecord attempt : attempts) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("attempt", attempt.number());
            told.put("provider", attempt.provider());
            told.put("model", attempt.upstreamModel());
            told.put("failure", kind(attempt));
            if (attempt.httpStatus() != null) {
                told.put("status", attempt.httpStatus());
            }
            if (attempt.failureMessage() != null) {
                told.put("message", attempt.failureMessage());
            }
            tried.add(told);
        }
        return Map.of("requested_model", requested, "attempts", tried);
    }

    /// As where the plan alone has none: who was asked and refused fell out as well.
    private static Map<String, Object> candidates(String requested, List<AttemptRecord> attempts) {
        Map<String, Object> told = new LinkedHashMap<>(detail(requested, attempts));
        told.put(
                "candidates",
                attempts.stream()
                        .map(attempt ->
                                Map.of(
                                        "model",
                                        attempt.upstreamModel(),
                                        "provider",
                                        attempt.provider(),
                                        "verdict",
                                        Exclusion.Reason.LACKS_CAPABILITY.code(),
                                        "detail",
                                        words(attempt)))
                        .toList());
        return told;
    }

    private static @Nullable Long soonest(List<AttemptRecord> attempts) {
        return attempts.stream()
                .map(AttemptRecord::retryAfterMs)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null);
    }
}
