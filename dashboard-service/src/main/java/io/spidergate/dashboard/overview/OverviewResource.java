package io.spidergate.dashboard.overview;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.billing.AgentPages;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.routing.ProviderView;
import io.spidergate.contracts.routing.RouterApi;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.contracts.traces.TraceStats;
import io.spidergate.contracts.vault.CredentialPages;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.dashboard.DashboardConfig;
import io.spidergate.dashboard.login.CurrentViewer;
import io.spidergate.dashboard.login.Roles;
import io.spidergate.dashboard.page.BarChart;
import io.spidergate.dashboard.page.Figures;
import io.spidergate.dashboard.peers.Answer;
import io.spidergate.dashboard.peers.Asked;
import io.spidergate.dashboard.peers.HttpPeers;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The first page.
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
final class OverviewResource {

    private static final int RECENT = 8;

    private final HttpPeers peers;
    private final CurrentViewer current;
    private final Clock clock;
    private final DashboardConfig config;

    OverviewResource(HttpPeers peers, CurrentViewer current, Clock clock, DashboardConfig config) {
        this.peers = peers;
        this.current = current;
        this.clock = clock;
        this.config = config;
    }

    @GET
    @PermitAll
    public Response root() {
        return Response.seeOther(URI.create("/dashboard/gate")).build();
    }

    @GET
    @Path("/dashboard")
    @PermitAll
    public Response dashboard() {
        return root();
    }

    @GET
    @Path("/dashboard/gate")
    @RolesAllowed(Roles.ADMIN)
    public OverviewPage overview() {
        Instant now = clock.instant();
        Asked<TraceStats> today = stats(now.truncatedTo(ChronoUnit.DAYS));
        Asked<TraceStats> day = stats(now.minus(Duration.ofHours(24)));
        Asked<TracePage> recent =
                peers.traces(api ->
                        api.traces(
                                now.minus(Duration.ofDays(30)).toString(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                RECENT));
        Asked<List<AgentView>> agents = peers.billing(AgentPages::all);
        Asked<List<ProviderView>> providers = peers.router(RouterApi::providers);
        Asked<List<CredentialView>> keys =
                peers.vault(vault -> CredentialPages.all(vault::credentials));
        return page(
                today.answer(),
                day.answer(),
                recent.answer(),
                agents.answer(),
                providers.answer(),
                keys.answer());
    }

    private Asked<TraceStats> stats(Instant from) {
        return peers.traces(
                api -> api.stats(from.toString(), null, "hour", null, null, null, null, null));
    }

    private OverviewPage page(
            Answer<TraceStats> today,
            Answer<TraceStats> day,
            Answer<TracePage> recent,
            Answer<List<AgentView>> agents,
            Answer<List<ProviderView>> providers,
            Answer<List<CredentialView>> keys) {
        List<String> notices =
                Stream.<Answer<?>>of(today, day, recent, agents, providers, keys)
                        .map(Answer::notice)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
        Optional<ProviderCards> cards = providers.found().map(ProviderCards::of);
        return new OverviewPage(
                current.viewer(),
                notices,
                today.found().orElse(null),
                day.found().orElse(null),
                day.found().map(OverviewResource::chart).orElse(null),
                agents.found().map(AgentCards::of).orElse(null),
                cards.orElse(null),
                keys.found().map(List::size).orElse(null),
                recent.found().map(TracePage::traces).orElse(null),
                cards.map(ProviderCards::simulatorOnly).orElse(false),
                curl());
    }

    private static BarChart chart(TraceStats stats) {
        return BarChart.of(
                stats.buckets().stream()
                        .map(bucket ->
                                new BarChart.Value(
                                        Figures.hour(bucket.from()),
                                        bucket.requests(),
                                        bucket.errors()))
                        .toList());
    }

    private String curl() {
        return """
        curl %s/v1/chat/completions \\
          -H "Authorization: Bearer $SPIDERGATE_TOKEN" \\
          -H "Content-Type: application/json" \\
          -d '{"model": "spideriq/fast", "messages": [{"role": "user", "content": "Hello"}]}'\
        """
                .formatted(config.gatewayUrl().toString().replaceAll("/+$", ""));
    }
}
