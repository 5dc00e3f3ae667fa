package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.routing.Exclusion;
import io.spidergate.routing.Exclusion.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says why a known name has no candidate: for good, or only until something has cooled down.
final class NothingServes {

    /// Where the snapshot's own words hold the instant, the router moves it; asking again in this
    /// time is soon enough.
    private static final Duration COOLING_RETRY = Duration.ofSeconds(5);

    private NothingServes() {}

    static GatewayError error(
            String model, List<Exclusion> exclusions, List<ExclusionRecord> further, Instant now) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("requested_model", model);
        detail.put(
                "candidates",
                Stream.concat(
                                exclusions.stream().map(NothingServes::told),
                                further.stream().map(NothingServes::told))
                        .toList());
        String shown = RequestPlanner.shortened(model);
        if (has(exclusions, Reason.COOLING)) {
            return GatewayError.of(
                            ErrorCode.ALL_PROVIDERS_FAILED,
                            shown,
                            "all deployments that could are cooling down")
                    .retryAfter(soonest(exclusions, now))
                    .withDetail(detail);
        }
        if (has(exclusions, Reason.QUOTA_EMPTY)) {
            return quotaExhausted(model, soonest(exclusions, now)).withDetail(detail);
        }
        return GatewayError.of(ErrorCode.NO_QUALIFYING_MODEL, shown, reasons(exclusions, further))
                .about("model")
                .withDetail(detail);
    }

    /// Neither a key nor time makes it serve this request.
    static boolean isForGood(ExclusionRecord skipped) {
        return skipped.reason().equals(ExclusionRecord.CANNOT_CARRY)
                || skipped.reason().equals(Reason.LACKS_CAPABILITY.code());
    }

    /// All that could were passed over because their protocols have no place for the request, or
    /// because they have just refused another one like it.
    static GatewayError carries(String model, List<ExclusionRecord> skipped) {
        String why =
                skipped.stream()
                        .filter(NothingServes::isForGood)
                        .map(NothingServes::inWords)
                        .distinct()
                        .collect(Collectors.joining("; "));
        return GatewayError.of(ErrorCode.NO_QUALIFYING_MODEL, RequestPlanner.shortened(model), why)
                .about("model")
                .withDetail(
                        Map.of(
                                "requested_model",
                                model,
                                "candidates",
                                skipped.stream().map(NothingServes::told).toList()));
    }

    private static String inWords(ExclusionRecord skipped) {
        String form =
                skipped.reason().equals(ExclusionRecord.CANNOT_CARRY)
                        ? "%s cannot carry %s"
                        : "%s %s";
        return form.formatted(skipped.deployment(), skipped.detail());
    }

    /// All that could have used up what their providers give them.
    static GatewayError quotaExhausted(String model, Duration until) {
        return GatewayError.of(ErrorCode.QUOTA_EXHAUSTED, RequestPlanner.shortened(model))
                .about("model")
                .retryAfter(until);
    }

    private static boolean has(List<Exclusion> exclusions, Reason reason) {
        return exclusions.stream().anyMatch(exclusion -> exclusion.reason() == reason);
    }

    private static Duration soonest(List<Exclusion> exclusions, Instant now) {
        return exclusions.stream()
                .map(Exclusion::until)
                .filter(until -> until != null && until.isAfter(now))
                .map(until -> Duration.between(now, until))
                .min(Duration::compareTo)
                .orElse(COOLING_RETRY);
    }

    private static String reasons(List<Exclusion> exclusions, List<ExclusionRecord> further) {
        String reasons =
                Stream.concat(
                                exclusions.stream().map(exclusion -> exclusion.reason().code()),
                                further.stream().map(ExclusionRecord::reason))
                        .distinct()
                        .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? "nothing stands behind the name" : reasons;
    }

    private static Map<String, Object> told(Exclusion exclusion) {
        DeploymentRoute route = exclusion.deployment();
        return Map.of(
                "model",
                route.upstreamModel(),
                "provider",
                route.provider(),
                "verdict",
                exclusion.reason().code(),
                "detail",
                exclusion.detail());
    }

    private static Map<String, Object> told(ExclusionRecord exclusion) {
        return Map.of(
                "model",
                exclusion.deployment().value(),
                "verdict",
                exclusion.reason(),
                "detail",
                String.valueOf(exclusion.detail()));
    }
}
