package io.spidergate.dashboard.traces;

import io.quarkus.qute.TemplateInstance;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.contracts.traces.TraceStats;
import io.spidergate.dashboard.login.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of the list.
///
/// @param objections filters that could not be understood
/// @param agents names to choose from; absent while nobody knows them
/// @param older address of the next page; absent on the last one
public record TraceListPage(
        Viewer viewer,
        List<String> notices,
        List<String> objections,
        TraceListQuery query,
        @Nullable List<String> agents,
        @Nullable TraceStats stats,
        @Nullable List<TracePage.Row> rows,
        @Nullable String older)
        implements TemplateInstance {}
