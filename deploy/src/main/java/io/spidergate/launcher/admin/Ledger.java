package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.billing.LedgerAudit;
import io.spidergate.contracts.billing.LedgerCorrection;
import io.spidergate.contracts.billing.LedgerEntryView;
import io.spidergate.contracts.billing.NewCorrection;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import org.jspecify.annotations.Nullable;

/// The ledger, through billing-service.
public final class Ledger {

    private static final String API = "/internal/billing/v1/ledger";

    private final ServiceClient client;

    public Ledger(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    /// @param workspace whose it must be; null for any
    public LedgerEntryView entry(String id, @Nullable String workspace) {
        return client.require(
                client.get(
                        Part.BILLING,
                        API
                                + "/entries/"
                                + Agents.segment(id)
                                + (workspace == null
                                        ? ""
                                        : "?workspace=" + Agents.segment(workspace))),
                new TypeReference<>() {});
    }

    /// @param days the last so many UTC days, today included
    public LedgerAudit audit(int days) {
        return client.require(
                client.get(Part.BILLING, API + "/audit?days=" + days), new TypeReference<>() {});
    }

    public LedgerCorrection correct(NewCorrection correction) {
        return client.require(
                client.post(Part.BILLING, API + "/corrections", correction),
                new TypeReference<>() {});
    }
}
