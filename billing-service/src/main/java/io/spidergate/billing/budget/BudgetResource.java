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
@RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
class BudgetResource implements BudgetApi {

    private final Budgets budgets;

    BudgetResource(Budgets budgets) {
        this.budgets = budgets;
    }

    @Override
    public BudgetView create(NewBudget budget) {
        return budgets.create(Refusal.requireBody(budget));
    }

    @Override
    public List<BudgetView> budgets(@Nullable String workspace, int limit, @Nullable String after) {
        return budgets.page(workspace, limit, after);
    }

    @Override
    public BudgetView budget(String budget, @Nullable String workspace) {
        return budgets.show(budget, workspace);
    }

    @Override
    public BudgetView change(String budget, @Nullable String workspace, BudgetChange change) {
        return budgets.change(budget, workspace, Refusal.requireBody(change));
    }

    @Override
    public void remove(String budget, @Nullable String workspace) {
        budgets.remove(budget, workspace);
    }
}
