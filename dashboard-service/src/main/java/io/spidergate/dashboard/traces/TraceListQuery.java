package io.spidergate.dashboard.traces;

import io.spidergate.money.Money;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The filters of the list as they stand in its address, and what they mean.
///
/// @param minLatency milliseconds
/// @param minCost US dollars
public record TraceListQuery(
        String agent,
        String status,
        String range,
        String model,
        String minLatency,
        String minCost,
        String cursor) {

    private static final Map<String, Duration> RANGES =
            Map.of(
                    "24h",
                    Duration.ofHours(24),
                    "7d",
                    Duration.ofDays(7),
                    "30d",
                    Duration.ofDays(30));

    /// What trace-collector is asked.
    record Asked(
            String from,
            @Nullable String agent,
            @Nullable String status,
            @Nullable String model,
            @Nullable Long minLatencyMs,
            @Nullable Long minCostNanoUsd,
            @Nullable String cursor,
            String bucket,
            List<String> objections) {

        Asked {
            objections = List.copyOf(objections);
        }
    }

    static TraceListQuery of(
            @Nullable String agent,
            @Nullable String status,
            @Nullable String range,
            @Nullable String model,
            @Nullable String minLatency,
            @Nullable String minCost,
            @Nullable String cursor) {
        return new TraceListQuery(
                trimmed(agent),
                trimmed(status),
                RANGES.containsKey(trimmed(range)) ? trimmed(range) : "24h",
                trimmed(model),
                trimmed(minLatency),
                trimmed(minCost),
                trimmed(cursor));
    }

    /// A filter that cannot be understood is left out and named.
    Asked asked(Instant now) {
        List<String> objections = new ArrayList<>();
        Duration length = RANGES.getOrDefault(range, Duration.ofHours(24));
        return new Asked(
                now.minus(length).toString(),
                orNull(agent),
                knownStatus(objections),
                orNull(model),
                latency(objections),
                cost(objections),
                orNull(cursor),
                "24h".equals(range) ? "hour" : "day",
                objections);
    }

    private @Nullable String knownStatus(List<String> objections) {
        if (status.isEmpty() || status.equals("success") || status.equals("error")) {
            return orNull(status);
        }
        objections.add("Status must be success or error.");
        return null;
    }

    private @Nullable Long latency(List<String> objections) {
        if (minLatency.isEmpty()) {
            return null;
        }
        if (minLatency.matches("\\d{1,8}")) {
            return Long.valueOf(minLatency);
        }
        objections.add("The least latency must be a whole number of milliseconds, such as 1500.");
        return null;
    }

    private @Nullable Long cost(List<String> objections) {
        if (minCost.isEmpty()) {
            return null;
        }
        if (minCost.matches("\\d{1,6}([.]\\d{1,9})?")) {
            return Money.ofUsd(new BigDecimal(minCost)).nanoUsd();
        }
        objections.add(
                "The least cost must be an amount of US dollars with at most nine decimals, such as"
                        + " 0.01.");
        return null;
    }

    /// Address of the same list from `next` on.
    String after(String next) {
        return "/dashboard/gate/traces?" + parameters() + "cursor=" + encoded(next);
    }

    public String firstPage() {
        return "/dashboard/gate/traces?" + parameters();
    }

    public boolean filtered() {
        return !(agent.isEmpty()
                && status.isEmpty()
                && model.isEmpty()
                && minLatency.isEmpty()
                && minCost.isEmpty());
    }

    private String parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("agent", agent);
        all.put("status", status);
        all.put("range", range);
        all.put("model", model);
        all.put("minLatency", minLatency);
        all.put("minCost", minCost);
        StringBuilder text = new StringBuilder();
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                text.append(name).append('=').append(encoded(value)).append('&');
            }
        });
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String trimmed(@Nullable String text) {
        return text == null ? "" : text.trim();
    }
}
