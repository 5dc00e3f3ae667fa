package io.spidergate.contracts.billing;

import io.spidergate.contracts.Pages;
import java.util.List;

/// Page after page of billing's list of agents.
public final class AgentPages {

    private AgentPages() {}

    /// All of them, oldest first.
    public static List<AgentView> all(BillingApi billing) {
        return Pages.all((limit, after) -> billing.agents(null, limit, after), AgentView::tokenRef);
    }
}
