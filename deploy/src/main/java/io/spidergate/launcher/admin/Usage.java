package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.contracts.billing.SpendForecast;
import io.spidergate.contracts.billing.UsageReport;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was used, through billing-service.
public final class Usage {

    private static final String API = "/internal/billing/v1/usage";

    private final ServiceClient client;

    public Usage(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    public UsageReport report(Map<String, String> asked) {
        return client.require(client.get(Part.BILLING, path(asked)), new TypeReference<>() {});
    }

    public String text(Map<String, String> asked) {
        JsonNode report =
                client.require(client.get(Part.BILLING, path(asked)), new TypeReference<>() {});
        return report.toPrettyString();
    }

    /// @param workspace all where null
    public SpendForecast forecast(@Nullable String workspace) {
        String whose = workspace == null ? "" : "?workspace=" + Agents.segment(workspace);
        return client.require(
                client.get(Part.BILLING, API + "/forecast" + whose), new TypeReference<>() {});
    }

    private static String path(Map<String, String> asked) {
        return asked.entrySet().stream()
                .map(it -> it.getKey() + "=" + Agents.segment(it.getValue()))
                .collect(Collectors.joining("&", API + "?", ""));
    }
}
