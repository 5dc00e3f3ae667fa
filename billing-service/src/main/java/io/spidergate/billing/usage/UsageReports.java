package io.spidergate.billing.usage;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.SpendForecast;
import io.spidergate.contracts.billing.UsageApi;
import io.spidergate.contracts.billing.UsageReport;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// What was used, for whoever may see all of it.
@ApplicationScoped
@RunOnVirtualThread
class UsageReports implements UsageApi {

    private final PostgresUsageQueries queries;
    private final PostgresForecast forecasts;
    private final Clock clock;

    UsageReports(PostgresUsageQueries queries, PostgresForecast forecasts, Clock clock) {
        this.queries = queries;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /// A gateway asks for the agent that called it.
    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD, ServiceName.GATEWAY})
    public UsageReport usage(
            @Nullable String from,
            @Nullable String to,
            String bucket,
            boolean compare,
            @Nullable String workspace,
            @Nullable String agent,
            @Nullable String alias,
            @Nullable String model,
            @Nullable String provider,
            @Nullable String kind,
            @Nullable String tag,
            int limit) {
        return queries.report(
                UsageRange.asked(from, to, bucket, clock.instant()),
                compare,
                new UsageFilter(workspace, agent, alias, model, provider, kind, tag),
                Refusal.requireLimit(limit));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public SpendForecast forecast(@Nullable String workspace, int limit) {
        UsageFilter.check("workspace", workspace);
        return forecasts.read(workspace, Refusal.requireLimit(limit), clock.instant());
    }
}
