package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.traces.FlowReport;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;

/// What trace-collector has counted.
public final class Traces {

    private final ServiceClient client;

    public Traces(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    public FlowReport flow(int days, int limit) {
        return client.require(
                client.get(
                        Part.TRACES,
                        "/internal/traces/v1/flow?days=%d&limit=%d".formatted(days, limit)),
                new TypeReference<>() {});
    }
}
