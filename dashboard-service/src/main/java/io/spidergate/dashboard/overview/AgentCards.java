package io.spidergate.dashboard.overview;

import io.spidergate.contracts.billing.AgentView;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The agents that spend most, and how many more there are.
///
/// @param more agents that are not shown
public record AgentCards(List<Card> cards, int more) {

    static final int MAX = 6;

    public AgentCards {
        cards = List.copyOf(cards);
    }

    /// @param budgetPercent spent share of the budget, from 0 to 100; absent without a budget
    public record Card(AgentView agent, @Nullable Integer budgetPercent) {}

    static AgentCards of(List<AgentView> agents) {
        List<AgentView> usable = agents.stream().filter(agent -> !agent.revoked()).toList();
        List<Card> cards =
                usable.stream()
                        .sorted(
                                Comparator.comparingLong(AgentView::spentThisMonthNanoUsd)
                                        .thenComparingLong(AgentView::requestsThisMonth)
                                        .reversed()
                                        .thenComparing(AgentView::name))
                        .limit(MAX)
                        .map(agent -> new Card(agent, budgetPercent(agent)))
                        .toList();
        return new AgentCards(cards, usable.size() - cards.size());
    }

    private static @Nullable Integer budgetPercent(AgentView agent) {
        Long budget = agent.limits().budgetNanoUsd();
        if (budget == null) {
            return null;
        }
        if (budget == 0) {
            return 100;
        }
        double share = 100.0 * agent.spentThisMonthNanoUsd() / budget;
        return (int) Math.max(0, Math.min(100, Math.round(share)));
    }
}
