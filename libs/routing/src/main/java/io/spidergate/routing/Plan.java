package io.spidergate.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the planner decided for one request; from it alone the decision can be explained.
public sealed interface Plan {

    /// Deployments that may serve the request, best first, and those of the chain that may not.
    /// Each deployment of the chain stands in exactly one of the two lists, once.
    ///
    /// @param alias the task alias, where the request named one
    /// @param share the model that its conversation was drawn for; absent where none was
    /// @param candidates never empty
    record Chain(
            @Nullable String alias,
            @Nullable String share,
            List<Candidate> candidates,
            List<Exclusion> exclusions)
            implements Plan {

        public Chain {
            candidates = List.copyOf(candidates);
            exclusions = List.copyOf(exclusions);
        }
    }

    /// The name is known, but no deployment behind it may serve this request now.
    record NothingQualifies(@Nullable String alias, List<Exclusion> exclusions) implements Plan {

        public NothingQualifies {
            exclusions = List.copyOf(exclusions);
        }
    }

    /// Neither an alias nor a model has this name.
    record UnknownModel(String model) implements Plan {}

    /// The name exists, but not for this agent.
    record ModelNotAllowed(String model) implements Plan {}
}
