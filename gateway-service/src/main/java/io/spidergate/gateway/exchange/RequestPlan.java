package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.routing.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What was decided for a request before anyone is asked.
sealed interface RequestPlan {

    String OVER_BUDGET = "over_budget";
    String TOO_DEAR = "too_dear";

    PlanRecord record();

    /// @param candidates never empty
    /// @param paidBecause knows why money is spent, where it is
    /// @param firstChoice who would serve if all were well
    /// @param terms of the alias that was asked for
    record Serve(
            PlanRecord record,
            List<Candidate> candidates,
            DeploymentRoute firstChoice,
            PaidBecause paidBecause,
            AliasTerms terms)
            implements RequestPlan {

        public Serve {
            candidates = List.copyOf(candidates);
        }

        /// What is left of the plan for an agent whose budget cannot hold its dearest candidate:
        /// what is free costs no budget. Empty where nothing is free.
        Optional<Serve> freeOnly() {
            List<Candidate> free =
                    candidates.stream().filter(it -> it.deployment().costsNothing()).toList();
            return free.isEmpty() || free.size() == candidates.size()
                    ? Optional.empty()
                    : Optional.of(
                            new Serve(
                                    record.without(paid(), OVER_BUDGET),
                                    free,
                                    firstChoice,
                                    paidBecause,
                                    terms));
        }

        private Set<DeploymentId> paid() {
            return candidates.stream()
                    .map(Candidate::deployment)
                    .filter(deployment -> !deployment.costsNothing())
                    .map(DeploymentRoute::id)
                    .collect(Collectors.toSet());
        }
    }

    record Refuse(PlanRecord record, GatewayError error) implements RequestPlan {}
}
