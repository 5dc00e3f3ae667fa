package io.spidergate.dashboard.traces;

import io.quarkus.qute.TemplateInstance;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.dashboard.login.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of one trace; everything but `viewer` and `notices` is absent while trace-collector is
/// away.
///
/// @param json the event, indented
public record TraceView(
        Viewer viewer,
        List<String> notices,
        String requestId,
        @Nullable RequestEvent event,
        @Nullable Waterfall waterfall,
        @Nullable PlanTable plan,
        @Nullable TokenBar tokens,
        @Nullable Conversation conversation,
        @Nullable String json)
        implements TemplateInstance {}
