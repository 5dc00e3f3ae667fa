package io.spidergate.contracts.routing;

import io.spidergate.contracts.routing.RosterView.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do with changes that a provider's list proposes.
///
/// @param decision absent to leave them to the policy again
/// @param models whose changes; all that are there now where empty
public record RosterDecision(@Nullable State decision, List<String> models) {

    public RosterDecision {
        models = models == null ? List.of() : List.copyOf(models);
    }
}
