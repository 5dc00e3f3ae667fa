package io.spidergate.gateway.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.spidergate.contracts.billing.UsageReport;
import io.spidergate.contracts.billing.UsageReport.Group;
import io.spidergate.contracts.billing.UsageReport.Sums;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How requests went, by whole hours of UTC.
///
/// @param comparison the same sums of the range of equal length right before; absent where it was
///   not asked for
@JsonNaming(SnakeCaseStrategy.class)
record UsageDetails(
        Summary summary,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Part comparison,
        Latency latency,
        double cacheHitRate,
        double errorRate,
        List<Part> byAlias,
        List<Part> byProvider,
        List<Part> byKind,
        List<Part> byBucket,
        List<TopError> topErrors) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Summary(
            Range range, TurnMetrics turnMetrics, OutcomeSums outcome, CostAvoided costAvoided) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Range(String from, String to, String bucket, long durationHours) {}

    /// @param turns requests
    /// @param attempts calls to providers
    @JsonNaming(SnakeCaseStrategy.class)
    record TurnMetrics(long turns, long attempts, double amplification) {}

    /// The first four are `total` together.
    @JsonNaming(SnakeCaseStrategy.class)
    record OutcomeSums(
            long delivered,
            long hollow,
            long failed,
            long unknown,
            long truncated,
            long toolCallTurns,
            long total,
            double deliveredRate) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record CostAvoided(BigDecimal atListPriceUsd, BigDecimal spentUsd, BigDecimal avoidedUsd) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Latency(
            @JsonProperty("avg_ms") double averageMs,
            @JsonProperty("p50_ms") double p50Ms,
            @JsonProperty("p95_ms") double p95Ms,
            @JsonProperty("p99_ms") double p99Ms) {}

    /// @param name of the group, or the instant with which a bucket begins
    @JsonNaming(SnakeCaseStrategy.class)
    record Part(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,
            long requests,
            OutcomeSums outcome,
            long cached,
            long streamed,
            long inputTokens,
            long cachedInputTokens,
            long outputTokens,
            BigDecimal costUsd) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record TopError(String code, long requests) {}

    static UsageDetails of(UsageReport usage) {
        Sums total = usage.total();
        return new UsageDetails(
                summary(usage),
                usage.before() == null ? null : part(null, usage.before()),
                new Latency(
                        ms(usage.latency().averageUs()),
                        ms(usage.latency().p50Us()),
                        ms(usage.latency().p95Us()),
                        ms(usage.latency().p99Us())),
                rate(total.cached(), total.requests()),
                rate(total.failed(), total.requests()),
                parts(usage.byAlias()),
                parts(usage.byProvider()),
                parts(usage.byKind()),
                usage.byBucket().stream()
                        .map(bucket -> part(bucket.from().toString(), bucket.sums()))
                        .toList(),
                usage.topErrors().stream()
                        .map(error -> new TopError(error.errorCode(), error.requests()))
                        .toList());
    }

    private static Summary summary(UsageReport usage) {
        UsageReport.Range range = usage.range();
        Sums total = usage.total();
        return new Summary(
                new Range(
                        range.from().toString(),
                        range.to().toString(),
                        range.bucket(),
                        Duration.between(range.from(), range.to()).toHours()),
                new TurnMetrics(
                        total.requests(),
                        total.attempts(),
                        rate(total.attempts(), total.requests())),
                outcome(total),
                new CostAvoided(
                        UsageAnswer.usd(total.listNanoUsd()),
                        UsageAnswer.usd(total.nanoUsd()),
                        UsageAnswer.usd(total.avoidedNanoUsd())));
    }

    private static List<Part> parts(List<Group> groups) {
        return groups.stream().map(group -> part(group.name(), group.sums())).toList();
    }

    private static Part part(@Nullable String name, Sums sums) {
        return new Part(
                name,
                sums.requests(),
                outcome(sums),
                sums.cached(),
                sums.streamed(),
                sums.inputTokens(),
                sums.cachedInputTokens(),
                sums.outputTokens(),
                UsageAnswer.usd(sums.nanoUsd()));
    }

    private static OutcomeSums outcome(Sums sums) {
        return new OutcomeSums(
                sums.delivered(),
                sums.hollow(),
                sums.failed(),
                sums.unknown(),
                sums.truncated(),
                sums.toolCalls(),
                sums.requests(),
                rate(sums.delivered(), sums.requests()));
    }

    /// Rounded to a ten-thousandth; 0 of nothing.
    private static double rate(long part, long whole) {
        return whole == 0 ? 0 : Math.round(10_000.0 * part / whole) / 10_000.0;
    }

    private static double ms(long us) {
        return us / 1_000.0;
    }
}
