package io.spidergate.billing.budget;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.BudgetApi;
import io.spidergate.contracts.billing.BudgetChange;
import io.spidergate.contracts.billing.BudgetView;
import io.spidergate.contracts.billing.NewBudget;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The internal API of budgets: who may call what.
@ApplicationScoped
@RunOnVirtualThread
class BudgetResource implements BudgetApi {

    private final Budgets budgets;

    BudgetResource(Budgets budgets) {
        this.budgets = budgets;
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public BudgetView create(NewBudget budget) {
        return budgets.create(Refusal.requireBody(budget));
    }

    /// A gateway asks for the token that called it.
    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD, ServiceName.GATEWAY})
    public List<BudgetView> budgetsOf(String tokenRef) {
        return budgets.of(tokenRef);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<BudgetView> budgets(@Nullable String workspace, int limit, @Nullable String after) {
        return budgets.page(workspace, limit, after);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public BudgetView budget(String budget, @Nullable String workspace) {
        return budgets.show(budget, workspace);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public BudgetView change(String budget, @Nullable String workspace, BudgetChange change) {
        return budgets.change(budget, workspace, Refusal.requireBody(change));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public void remove(String budget, @Nullable String workspace) {
        budgets.remove(budget, workspace);
    }
}
