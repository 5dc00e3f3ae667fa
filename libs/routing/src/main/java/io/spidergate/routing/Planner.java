package io.spidergate.routing;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.routing.Cooldowns.CoolingDeployment;
import io.spidergate.routing.Exclusion.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides which deployments may serve a request and in which order. Pure: the same table, request,
/// cooldowns and instant always give the same plan, so a dry run tells exactly what a request would
/// get.
public final class Planner {

    private Planner() {}

    public static Plan plan(
            RoutingTable table, PlanRequest request, Cooldowns cooldowns, Instant now) {
        CompiledChain chain = table.chain(request.model());
        if (chain == null) {
            return new Plan.UnknownModel(request.model());
        }
        if (!request.allowsModel()) {
            return new Plan.ModelNotAllowed(request.model());
        }
        return divide(chain, request, cooldowns, now);
    }

    private static Plan divide(
            CompiledChain chain, PlanRequest request, Cooldowns cooldowns, Instant now) {
        int needs = chain.needs() | Capabilities.bits(request.needs());
        List<Candidate> candidates = new ArrayList<>(chain.ordered().size());
        List<Exclusion> exclusions = new ArrayList<>(chain.ordered().size());
        for (Routable routable : chain.ordered()) {
            Exclusion exclusion = unfit(routable, needs, chain.allowTraining(), request);
            if (exclusion == null) {
                exclusion = unavailable(routable, cooldowns, now);
            }
            if (exclusion == null) {
                candidates.add(routable.candidate);
            } else {
                exclusions.add(exclusion);
            }
        }
        return candidates.isEmpty()
                ? new Plan.NothingQualifies(chain.alias(), exclusions)
                : new Plan.Chain(chain.alias(), candidates, exclusions);
    }

    /// What neither time nor a key could change.
    private static @Nullable Exclusion unfit(
            Routable routable, int needs, boolean allowTraining, PlanRequest request) {
        int missing = needs & ~routable.capabilities;
        if (missing != 0) {
            return new Exclusion(
                    routable.route, Reason.LACKS_CAPABILITY, Capabilities.missing(missing));
        }
        Exclusion tooSmall = tooSmall(routable.route, request);
        if (tooSmall != null) {
            return tooSmall;
        }
        if (request.freeOnly() && !routable.free) {
            return routable.notFree;
        }
        return routable.provider.maySeeTraining() && !allowTraining ? routable.trainsOnData : null;
    }

    /// An unknown window or limit excludes nothing.
    private static @Nullable Exclusion tooSmall(DeploymentRoute route, PlanRequest request) {
        long window = request.promptTokens() + Math.max(1, request.maxOutputTokens());
        if (route.contextWindow() > 0 && window > route.contextWindow()) {
            return new Exclusion(
                    route,
                    Reason.CONTEXT_TOO_SMALL,
                    "context of " + route.contextWindow() + " tokens, " + window + " needed");
        }
        if (route.maxOutputTokens() > 0 && request.maxOutputTokens() > route.maxOutputTokens()) {
            return new Exclusion(
                    route,
                    Reason.OUTPUT_TOO_SMALL,
                    "at most %d output tokens, %d asked for"
                            .formatted(route.maxOutputTokens(), request.maxOutputTokens()));
        }
        return null;
    }

    private static @Nullable Exclusion unavailable(
            Routable routable, Cooldowns cooldowns, Instant now) {
        DeploymentRoute route = routable.route;
        if (!route.isCallable()) {
            return routable.noCredential;
        }
        if (route.health().isCoolingAt(now)) {
            return routable.coolingBySnapshot;
        }
        CoolingDeployment cooling = cooldowns.cooling(route.id(), now);
        if (cooling == null) {
            return null;
        }
        return Exclusion.cooling(route, cooling.until(), cooling.reason());
    }
}
