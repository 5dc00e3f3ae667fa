package io.spidergate.dashboard.traces;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.billing.AgentPages;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.contracts.traces.TraceStats;
import io.spidergate.contracts.traces.TracesApi;
import io.spidergate.dashboard.login.CurrentViewer;
import io.spidergate.dashboard.login.Roles;
import io.spidergate.dashboard.peers.Answer;
import io.spidergate.dashboard.peers.Asked;
import io.spidergate.dashboard.peers.HttpPeers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The list of traces.
@Path("/dashboard/gate/traces")
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
final class TraceListResource {

    private static final int PAGE = 50;

    private final HttpPeers peers;
    private final CurrentViewer current;
    private final Clock clock;

    TraceListResource(HttpPeers peers, CurrentViewer current, Clock clock) {
        this.peers = peers;
        this.current = current;
        this.clock = clock;
    }

    @GET
    public TraceListPage list(
            @RestQuery @Nullable String agent,
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String range,
            @RestQuery @Nullable String model,
            @RestQuery @Nullable String minLatency,
            @RestQuery @Nullable String minCost,
            @RestQuery @Nullable String cursor) {
        TraceListQuery query =
                TraceListQuery.of(agent, status, range, model, minLatency, minCost, cursor);
        TraceListQuery.Asked asked = query.asked(clock.instant());
        Asked<TracePage> page = peers.traces(api -> page(api, asked));
        Asked<TraceStats> stats = peers.traces(api -> stats(api, asked));
        Asked<List<AgentView>> agents = peers.billing(AgentPages::all);
        return page(query, asked, page.answer(), stats.answer(), agents.answer());
    }

    private static TracePage page(TracesApi api, TraceListQuery.Asked asked) {
        return api.traces(
                asked.from(),
                null,
                asked.agent(),
                asked.status(),
                asked.model(),
                asked.minLatencyMs(),
                asked.minCostNanoUsd(),
                asked.cursor(),
                PAGE);
    }

    private static TraceStats stats(TracesApi api, TraceListQuery.Asked asked) {
        return api.stats(
                asked.from(),
                null,
                asked.bucket(),
                asked.agent(),
                asked.status(),
                asked.model(),
                asked.minLatencyMs(),
                asked.minCostNanoUsd());
    }

    private TraceListPage page(
            TraceListQuery query,
            TraceListQuery.Asked asked,
            Answer<TracePage> page,
            Answer<TraceStats> stats,
            Answer<List<AgentView>> agents) {
        return new TraceListPage(
                current.viewer(),
                Stream.<Answer<?>>of(page, stats, agents)
                        .map(Answer::notice)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList(),
                asked.objections(),
                query,
                agents.found().map(TraceListResource::names).orElse(null),
                stats.found().orElse(null),
                page.found().map(TracePage::traces).orElse(null),
                page.found()
                        .flatMap(found -> Optional.ofNullable(found.next()))
                        .map(query::after)
                        .orElse(null));
    }

    private static List<String> names(List<AgentView> agents) {
        return agents.stream().map(AgentView::name).distinct().sorted().toList();
    }
}
