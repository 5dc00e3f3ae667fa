package io.spidergate.routing;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.LackingCapability;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.routing.Cooldowns.CoolingDeployment;
import io.spidergate.routing.Exclusion.Reason;
import io.spidergate.routing.Quotas.Shortage;
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
            RoutingTable table,
            PlanRequest request,
            Cooldowns cooldowns,
            Quotas quotas,
            Instant now) {
        CompiledChain named = table.chain(request.model(), request.workspace());
        if (named == null) {
            return new Plan.UnknownModel(request.model());
        }
        if (!request.allowsModel()) {
            return new Plan.ModelNotAllowed(request.model());
        }
        return divide(named.drawn(request.lot()), request, cooldowns, quotas, now);
    }

    private static Plan divide(
            CompiledChain chain,
            PlanRequest request,
            Cooldowns cooldowns,
            Quotas quotas,
            Instant now) {
        int needs = chain.needs() | Capabilities.bits(request.needs());
        Spending spending = chain.spending().stricter(request.spending());
        boolean freeOnly = spending == Spending.FREE_ONLY;
        int size = chain.ordered().size();
        List<Candidate> candidates = new ArrayList<>(size);
        List<Exclusion> exclusions = new ArrayList<>();
        int[] groups = new int[size];
        for (int at = 0; at < size; at++) {
            Routable routable = chain.ordered().get(at);
            Exclusion exclusion = unfit(routable, needs, freeOnly, chain, request);
            if (exclusion == null) {
                exclusion = refusing(routable, needs, request, cooldowns, now);
            }
            if (exclusion == null) {
                exclusion = unavailable(routable, request, cooldowns, quotas, now);
            }
            if (exclusion == null) {
                groups[candidates.size()] = chain.groups()[at];
                candidates.add(routable.candidate);
            } else {
                exclusions.add(exclusion);
            }
        }
        if (candidates.isEmpty()) {
            return new Plan.NothingQualifies(chain.alias(), exclusions);
        }
        Spreading.spread(candidates, groups, quotas, request.affinity());
        return new Plan.Chain(
                chain.alias(), chain.share(), FreeFirst.where(spending, candidates), exclusions);
    }

    /// What neither time nor a key could change.
    private static @Nullable Exclusion unfit(
            Routable routable,
            int needs,
            boolean freeOnly,
            CompiledChain chain,
            PlanRequest request) {
        int missing = needs & ~routable.capabilities;
        if (missing != 0) {
            return routable.lacking(missing);
        }
        if (isTooSmall(routable, chain, request)) {
            return tooSmall(routable.route, chain, request);
        }
        if (freeOnly && !routable.free) {
            return routable.notFree;
        }
        return routable.trains && !chain.allowTraining() ? routable.trainsOnData : null;
    }

    /// What it was thought to do and has refused.
    private static @Nullable Exclusion refusing(
            Routable routable, int needs, PlanRequest request, Cooldowns cooldowns, Instant now) {
        int uses = needs | Capabilities.bits(request.uses());
        if ((uses & routable.refused) != 0) {
            for (LackingCapability lacking : routable.route.health().lacking()) {
                if ((uses & 1 << lacking.capability().ordinal()) != 0
                        && lacking.holdsFor(cooldowns.gateway(), now)) {
                    return routable.refusing(lacking);
                }
            }
        }
        LackingCapability lately = cooldowns.refusing(routable.id, request.uses(), now);
        return lately != null && routable.route.health().counts(lately.since())
                ? Exclusion.refusing(routable.route, lately)
                : null;
    }

    /// An unknown window or limit excludes nothing.
    private static boolean isTooSmall(Routable routable, CompiledChain chain, PlanRequest request) {
        return needed(chain, request) > routable.window
                || request.maxOutputTokens() > routable.mostOutput;
    }

    /// Of the request, or of the alias where that is more.
    private static long needed(CompiledChain chain, PlanRequest request) {
        return Math.max(chain.context(), tokens(request));
    }

    private static long tokens(PlanRequest request) {
        return request.promptTokens() + Math.max(1, request.maxOutputTokens());
    }

    private static Exclusion tooSmall(
            DeploymentRoute route, CompiledChain chain, PlanRequest request) {
        long needed = needed(chain, request);
        return route.contextWindow() > 0 && needed > route.contextWindow()
                ? new Exclusion(
                        route,
                        Reason.CONTEXT_TOO_SMALL,
                        "context of " + route.contextWindow() + " tokens, " + needed + " needed")
                : new Exclusion(
                        route,
                        Reason.OUTPUT_TOO_SMALL,
                        "at most "
                                + route.maxOutputTokens()
                                + " output tokens, "
                                + request.maxOutputTokens()
                                + " asked for");
    }

    private static @Nullable Exclusion unavailable(
            Routable routable,
            PlanRequest request,
            Cooldowns cooldowns,
            Quotas quotas,
            Instant now) {
        if (!routable.callable) {
            return routable.noCredential;
        }
        Exclusion troubled = routable.untroubled ? null : troubled(routable, cooldowns, now);
        if (troubled != null) {
            return troubled;
        }
        CoolingDeployment cooling = cooldowns.cooling(routable.id, now);
        if (cooling != null && routable.route.health().counts(cooling.since())) {
            return Exclusion.cooling(routable.route, cooling.until(), cooling.reason());
        }
        Exclusion exclusion =
                routable.pool == null ? null : shortOfQuota(routable, request, quotas, now);
        return exclusion != null || routable.candidate.limits().isEmpty()
                ? exclusion
                : limited(routable, quotas, now);
    }

    /// Where each of its credentials has had what its owner allows.
    private static @Nullable Exclusion limited(Routable routable, Quotas quotas, Instant now) {
        Shortage last = null;
        for (CredentialId credential : routable.candidate.credentials()) {
            QuotaPool limit = routable.candidate.limitOf(credential);
            Shortage shortage = limit == null ? null : shortage(routable, limit, quotas, now);
            if (shortage == null) {
                return null;
            }
            last = shortage;
        }
        return last == null ? null : routable.shortOf(last);
    }

    private static @Nullable Shortage shortage(
            Routable routable, QuotaPool limit, Quotas quotas, Instant now) {
        return routable.candidate.isUnpricedFor(limit)
                ? Quotas.UNPRICED
                : quotas.shortage(limit, 1, now);
    }

    private static @Nullable Exclusion troubled(
            Routable routable, Cooldowns cooldowns, Instant now) {
        DeploymentHealth health = routable.route.health();
        if (health.isCoolingAt(now)) {
            return routable.coolingBySnapshot;
        }
        return health.isTriedByAnother(cooldowns.gateway(), now) ? routable.triedByAnother : null;
    }

    private static @Nullable Exclusion shortOfQuota(
            Routable routable, PlanRequest request, Quotas quotas, Instant now) {
        QuotaPool pool = routable.pool;
        if (pool == null) {
            return null;
        }
        long tokens =
                routable.candidate.quotaTokens(request.promptTokens(), request.maxOutputTokens());
        Shortage shortage = quotas.shortage(pool, tokens, now);
        return shortage == null ? null : routable.shortOf(shortage);
    }
}
