package io.spidergate.billing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.billing.agent.Agents;
import io.spidergate.billing.allowance.AllowanceDesk;
import io.spidergate.billing.http.Refusal;
import io.spidergate.billing.ledger.SpendReports;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.AllowanceResponse;
import io.spidergate.contracts.billing.BillingApi;
import io.spidergate.contracts.billing.IssuedToken;
import io.spidergate.contracts.billing.LedgerSummary;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.contracts.billing.SpendReport;
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
    private final AllowanceDesk allowances;
    private final SpendReports reports;

    BillingResource(Agents agents, AllowanceDesk allowances, SpendReports reports) {
        this.agents = agents;
        this.allowances = allowances;
        this.reports = reports;
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public IssuedToken issue(NewAgentToken token) {
        return agents.issue(Refusal.requireBody(token));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<AgentView> agents() {
        return agents.list();
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public void revoke(String tokenRef) {
        agents.revoke(tokenRef);
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
}
