package io.spidergate.traces.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.traces.AttemptUse;
import io.spidergate.contracts.traces.FlowReport;
import io.spidergate.contracts.traces.TraceDetail;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.contracts.traces.TraceStats;
import io.spidergate.contracts.traces.TracesApi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers the dashboard and the operator.
@RunOnVirtualThread
@RolesAllowed({ServiceName.DASHBOARD, ServiceName.OPERATOR})
final class TracesResource implements TracesApi {

    private static final int MAX_LIMIT = 200;
    private static final int MAX_ROWS = 1_000;
    private static final int MAX_DAYS = 366;

    private final PostgresTraceQueries queries;
    private final PostgresTotalsQueries totals;
    private final ObjectMapper json;
    private final Clock clock;

    TracesResource(
            PostgresTraceQueries queries,
            PostgresTotalsQueries totals,
            ObjectMapper json,
            Clock clock) {
        this.queries = queries;
        this.totals = totals;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public TracePage traces(
            @Nullable String from,
            @Nullable String to,
            @Nullable String agent,
            @Nullable String status,
            @Nullable String model,
            @Nullable Long minLatencyMs,
            @Nullable Long minCostNanoUsd,
            @Nullable String cursor,
            int limit) {
        TraceFilter filter =
                require(
                        new TraceFilterText(
                                        from,
                                        to,
                                        agent,
                                        status,
                                        model,
                                        minLatencyMs,
                                        minCostNanoUsd)
                                .parse(clock.instant()));
        Optional<TraceCursor> after = require(cursor(cursor));
        requireBetween("limit", limit, MAX_LIMIT);
        try {
            return queries.page(filter, after, limit);
        } catch (SQLException e) {
            throw Refusal.storeAway(e);
        }
    }

    @Override
    public TraceDetail trace(String requestId) {
        RequestEvent event = event(requestId);
        return new TraceDetail(event, TraceSpans.of(event));
    }

    @Override
    public TraceStats stats(
            @Nullable String from,
            @Nullable String to,
            String bucket,
            @Nullable String agent,
            @Nullable String status,
            @Nullable String model,
            @Nullable Long minLatencyMs,
            @Nullable Long minCostNanoUsd) {
        Instant now = clock.instant();
        TraceFilter filter =
                require(
                        new TraceFilterText(
                                        from,
                                        to,
                                        agent,
                                        status,
                                        model,
                                        minLatencyMs,
                                        minCostNanoUsd)
                                .parse(now));
        StatsRange range = require(StatsRange.parse(filter, bucket, now));
        try {
            return queries.stats(filter, range);
        } catch (SQLException e) {
            throw Refusal.storeAway(e);
        }
    }

    @Override
    public FlowReport flow(int days, int limit) {
        requireBetween("days", days, MAX_DAYS);
        requireBetween("limit", limit, MAX_ROWS);
        try {
            return totals.flow(hours(days), limit);
        } catch (SQLException e) {
            throw Refusal.storeAway(e);
        }
    }

    @Override
    @RolesAllowed({ServiceName.DASHBOARD, ServiceName.OPERATOR, ServiceName.ROUTER})
    public List<AttemptUse> attempts(int days) {
        requireBetween("days", days, MAX_DAYS);
        try {
            return totals.attempts(hours(days));
        } catch (SQLException e) {
            throw Refusal.storeAway(e);
        }
    }

    private PostgresTotalsQueries.Hours hours(int days) {
        Instant to = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        return new PostgresTotalsQueries.Hours(to.minus(Duration.ofDays(days)), to);
    }

    private static void requireBetween(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw Refusal.of(
                    Parsed.bad(
                            field,
                            "%s must be from 1 to %d, got %d".formatted(field, most, value)));
        }
    }

    private RequestEvent event(String requestId) {
        try {
            String event =
                    queries.event(requestId.replace('\0', '\uFFFD'))
                            .orElseThrow(() -> notFound(requestId));
            return json.readValue(event, RequestEvent.class);
        } catch (SQLException e) {
            throw Refusal.storeAway(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored event cannot be read: " + requestId, e);
        }
    }

    private static Refusal notFound(String requestId) {
        String shown = requestId.length() <= 80 ? requestId : requestId.substring(0, 80) + "…";
        return new Refusal(
                Status.NOT_FOUND,
                new Problem("trace_not_found", "no trace of request '" + shown + "'", "requestId"));
    }

    private static Parsed<Optional<TraceCursor>> cursor(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new Parsed.Good<>(Optional.empty());
        }
        return TraceCursor.decode(text)
                .<Parsed<Optional<TraceCursor>>>map(found -> new Parsed.Good<>(Optional.of(found)))
                .orElseGet(() ->
                        Parsed.bad("cursor", "cursor must be the 'next' of a page, unchanged"));
    }

    private static <T> T require(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Good<T>(T value) -> value;
            case Parsed.Bad<T> bad -> throw Refusal.of(bad);
        };
    }
}
