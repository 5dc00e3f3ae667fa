package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.routing.Candidate;
import java.util.List;

/// What was decided for a request before anyone is asked.
sealed interface RequestPlan {

    PlanRecord record();

    /// @param candidates never empty
    /// @param firstChoice who would serve if all were well
    record Serve(PlanRecord record, List<Candidate> candidates, DeploymentRoute firstChoice)
            implements RequestPlan {

        public Serve {
            candidates = List.copyOf(candidates);
        }
    }

    record Refuse(PlanRecord record, GatewayError error) implements RequestPlan {}
}
