package io.spidergate.gateway.allowance;

import io.spidergate.gateway.owner.OwnerLine;
import java.util.List;

/// What billing is called about: an agent's counters, or a budget's.
sealed interface Holding extends OwnerLine.Matter permits AgentAccount, HeldBudget {

    /// Those that it alone speaks of to billing.
    List<HeldCounter> counters();

    /// Its limits are no longer what they were, or this process ends: from now on it only gives
    /// back.
    void retire(long now);

    boolean isRetired();

    /// Once retired: nothing is left to be said of it, and nobody will take from it.
    boolean isOver(long now);

    default boolean holdsSlices() {
        return counters().stream().anyMatch(counter -> !counter.slices().slices().isEmpty());
    }
}
