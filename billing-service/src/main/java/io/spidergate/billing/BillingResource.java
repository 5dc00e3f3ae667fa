package io.spidergate.billing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.billing.agent.Agents;
import io.spidergate.billing.agent.Workspaces;
import io.spidergate.billing.allowance.AllowanceDesk;
import io.spidergate.billing.http.Refusal;
import io.spidergate.billing.ledger.Corrections;
import io.spidergate.billing.ledger.LedgerAuditor;
import io.spidergate.billing.ledger.SpendReports;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.AllowanceResponse;
import io.spidergate.contracts.billing.BillingApi;
import io.spidergate.contracts.billing.IssuedToken;
import io.spidergate.contracts.billing.LedgerAudit;
import io.spidergate.contracts.billing.LedgerCorrection;
import io.spidergate.contracts.billing.LedgerEntryView;
import io.spidergate.contracts.billing.LedgerSummary;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.contracts.billing.NewCorrection;
import io.spidergate.contracts.billing.NewWorkspace;
import io.spidergate.contracts.billing.Rotation;
import io.spidergate.contracts.billing.SpendReport;
import io.spidergate.contracts.billing.TokenChange;
import io.spidergate.contracts.billing.WorkspaceChange;
import io.spidergate.contracts.billing.WorkspaceView;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The internal API: who may call what.
@ApplicationScoped
@RunOnVirtualThread
class BillingResource implements BillingApi {

    private final Agents agents;
    private final Workspaces workspaces;
    private final AllowanceDesk allowances;
    private final SpendReports reports;
    private final LedgerAuditor auditor;
    private final Corrections corrections;

    BillingResource(
            Agents agents,
            Workspaces workspaces,
            AllowanceDesk allowances,
            SpendReports reports,
            LedgerAuditor auditor,
            Corrections corrections) {
        this.agents = agents;
        this.workspaces = workspaces;
        this.allowances = allowances;
        this.reports = reports;
        this.auditor = auditor;
        this.corrections = corrections;
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public IssuedToken issue(NewAgentToken token) {
        return agents.issue(Refusal.requireBody(token));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<AgentView> agents(@Nullable String workspace, int limit, @Nullable String after) {
        return agents.page(workspace, limit, after);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public AgentView agent(String token, @Nullable String workspace) {
        return agents.show(token, workspace);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public AgentView change(String token, @Nullable String workspace, TokenChange change) {
        return agents.change(token, workspace, Refusal.requireBody(change));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public IssuedToken rotate(String token, @Nullable String workspace, Rotation rotation) {
        return agents.rotate(token, workspace, Refusal.requireBody(rotation));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public void revoke(String token, @Nullable String workspace) {
        agents.revoke(token, workspace);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public WorkspaceView createWorkspace(NewWorkspace workspace) {
        return workspaces.create(Refusal.requireBody(workspace));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<WorkspaceView> workspaces(int limit, @Nullable String after) {
        return workspaces.page(limit, after);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public WorkspaceView changeWorkspace(String workspace, WorkspaceChange change) {
        return workspaces.change(workspace, Refusal.requireBody(change));
    }

    @Override
    @RolesAllowed(ServiceName.GATEWAY)
    public AllowanceResponse allowances(AllowanceRequest request) {
        return allowances.answer(Refusal.requireBody(request));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public SpendReport spend(@Nullable String from, @Nullable String to) {
        return reports.spend(from, to);
    }

    /// A gateway asks for the token that called it.
    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD, ServiceName.GATEWAY})
    public SpendReport spendOfToken(String tokenRef, @Nullable String from, @Nullable String to) {
        return reports.spendOfToken(tokenRef, from, to);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public LedgerSummary ledgerSummary() {
        return reports.summary();
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public LedgerEntryView ledgerEntry(String entry, @Nullable String workspace) {
        return reports.entry(entry, workspace);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public LedgerAudit audit(@Nullable Integer days) {
        return auditor.audit(days);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public LedgerCorrection correct(NewCorrection correction) {
        return corrections.correct(Refusal.requireBody(correction));
    }
}
