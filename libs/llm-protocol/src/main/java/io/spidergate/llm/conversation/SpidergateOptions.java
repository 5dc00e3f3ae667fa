package io.spidergate.llm.conversation;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a caller asks of the gateway itself (`spidergate_options`); never sent to a provider.
public record SpidergateOptions(
        Optional<BigDecimal> maxCostUsd,
        Optional<Boolean> cacheEnabled,
        Optional<Duration> cacheTtl,
        List<String> fallbackModels,
        List<String> preferredProviders,
        List<String> excludedProviders,
        Optional<Duration> timeout,
        Optional<Integer> retryCount,
        Optional<Duration> hedgeAfter,
        Optional<String> spending,
        Optional<String> sessionId) {

    public static final SpidergateOptions NONE =
            new SpidergateOptions(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// Bounds of the two that the manual leaves open: ten minutes, ten tries.
    private static final long MAX_TIMEOUT_MILLIS = 600_000;

    private static final long MAX_RETRIES = 10;

    /// Below, every request would be asked twice.
    private static final long MIN_HEDGE_MILLIS = 50;

    /// From the strictest on.
    private static final List<String> SPENDING = List.of("free_only", "free_first", "paid_ok");

    private static final int MAX_SESSION = 256;

    private static final String AT = "spidergate_options.";

    public SpidergateOptions {
        fallbackModels = List.copyOf(fallbackModels);
        preferredProviders = List.copyOf(preferredProviders);
        excludedProviders = List.copyOf(excludedProviders);
    }

    /// A copy of a caller's body for a provider, without what is meant for the gateway.
    public static ObjectNode takenOutOf(ObjectNode body) {
        ObjectNode out = Json.MAPPER.createObjectNode();
        out.setAll(body);
        out.remove("spidergate_options");
        return out;
    }

    public static SpidergateOptions read(JsonNode options, FieldCheck check) {
        if (absent(options)) {
            return NONE;
        }
        check.object("spidergate_options", options);
        check.number(AT + "max_cost_usd", options.path("max_cost_usd"), 0.001, 100);
        check.bool(AT + "cache_enabled", options.path("cache_enabled"));
        check.integer(AT + "cache_ttl_seconds", options.path("cache_ttl_seconds"), 60, 86_400);
        check.integer(AT + "timeout_ms", options.path("timeout_ms"), 1, MAX_TIMEOUT_MILLIS);
        check.integer(
                AT + "hedge_after_ms",
                options.path("hedge_after_ms"),
                MIN_HEDGE_MILLIS,
                MAX_TIMEOUT_MILLIS);
        check.integer(AT + "retry_count", options.path("retry_count"), 0, MAX_RETRIES);
        if (!absent(options.path("spending"))) {
            check.oneOf(AT + "spending", options.path("spending"), SPENDING);
        }
        if (!absent(options.path("session_id"))) {
            check.requiredString(AT + "session_id", options.path("session_id"), MAX_SESSION);
        }
        return new SpidergateOptions(
                present(options, "max_cost_usd").map(JsonNode::decimalValue),
                present(options, "cache_enabled").map(JsonNode::booleanValue),
                present(options, "cache_ttl_seconds")
                        .map(seconds -> Duration.ofSeconds(seconds.longValue())),
                names(options, "fallback_models", check),
                names(options, "preferred_providers", check),
                names(options, "excluded_providers", check),
                present(options, "timeout_ms").map(millis -> Duration.ofMillis(millis.longValue())),
                present(options, "retry_count").map(JsonNode::intValue),
                present(options, "hedge_after_ms")
                        .map(millis -> Duration.ofMillis(millis.longValue())),
                present(options, "spending").map(JsonNode::asText),
                present(options, "session_id").map(JsonNode::asText));
    }

    private static Optional<JsonNode> present(JsonNode options, String name) {
        return Optional.of(options.path(name)).filter(value -> !absent(value));
    }

    private static List<String> names(JsonNode options, String name, FieldCheck check) {
        JsonNode list = options.path(name);
        if (absent(list)) {
            return List.of();
        }
        if (!list.isArray()) {
            check.wrongType(AT + name, "an array of strings", list);
            return List.of();
        }
        List<String> names = new ArrayList<>(list.size());
        for (int at = 0; at < list.size(); at++) {
            if (!list.path(at).isTextual()) {
                check.wrongType(AT + name + "[" + at + "]", "a string", list.path(at));
            }
            names.add(list.path(at).asText());
        }
        return names;
    }
}
