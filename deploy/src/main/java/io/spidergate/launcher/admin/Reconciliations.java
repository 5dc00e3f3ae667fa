package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.billing.Reconciliation;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ledger against what providers say, through billing-service.
public final class Reconciliations {

    private static final String API = "/internal/billing/v1/reconciliation";

    private final ServiceClient client;

    public Reconciliations(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    /// @param from the first UTC day, and `until` the one after the last; the last week where
    ///   absent
    /// @param provider whose alone; all where absent
    public Reconciliation of(
            @Nullable String from, @Nullable String until, @Nullable String provider) {
        Map<String, String> asked = new TreeMap<>();
        put(asked, "from", from);
        put(asked, "until", until);
        put(asked, "provider", provider);
        String query =
                asked.entrySet().stream()
                        .map(it -> it.getKey() + "=" + Agents.segment(it.getValue()))
                        .collect(Collectors.joining("&"));
        return client.require(
                client.get(Part.BILLING, query.isEmpty() ? API : API + "?" + query),
                new TypeReference<>() {});
    }

    /// Asks all providers now.
    public Reconciliation read() {
        return client.require(
                client.post(Part.BILLING, API + "/read", Map.of()), new TypeReference<>() {});
    }

    private static void put(Map<String, String> asked, String name, @Nullable String value) {
        if (value != null) {
            asked.put(name, value);
        }
    }
}
