package io.spidergate.dashboard.overview;

import io.quarkus.qute.TemplateInstance;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.contracts.traces.TraceStats;
import io.spidergate.dashboard.login.Viewer;
import io.spidergate.dashboard.page.BarChart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the gateway is doing; what could not be learnt is absent and said in `notices`.
///
/// @param today since midnight UTC
/// @param day the last 24 hours
/// @param simulatorOnly every provider that can be called is simulated
public record OverviewPage(
        Viewer viewer,
        List<String> notices,
        @Nullable TraceStats today,
        @Nullable TraceStats day,
        @Nullable BarChart chart,
        @Nullable AgentCards agents,
        @Nullable ProviderCards providers,
        @Nullable Integer keys,
        @Nullable List<TracePage.Row> recent,
        boolean simulatorOnly,
        String curl)
        implements TemplateInstance {}
