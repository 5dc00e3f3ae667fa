package io.spidergate.router.alias;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.AliasShare;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.router.alias.TierSelector.Match;
import io.spidergate.router.alias.TierSelector.Models;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What the aliases mean for the deployments that exist now. Pure.
public final class AliasResolver {

    private final List<DeploymentRoute> deployments;
    private final Map<ModelRef, List<DeploymentRoute>> byModel = new HashMap<>();
    private final Set<ModelRef> byNameOnly;
    private final boolean simulatorServes;
    private final Map<ShareKey, Instant> rolledBack;

    /// @param byNameOnly what no tier takes in that stands for any model
    /// @param rolledBack shares that have ended by themselves
    public AliasResolver(
            List<DeploymentRoute> deployments,
            Set<ModelRef> byNameOnly,
            boolean simulatorServes,
            Map<ShareKey, Instant> rolledBack) {
        this.rolledBack = rolledBack;
        this.deployments = deployments;
        this.byNameOnly = byNameOnly;
        this.simulatorServes = simulatorServes;
        for (DeploymentRoute deployment : deployments) {
            byModel.computeIfAbsent(ref(deployment), ref -> new ArrayList<>()).add(deployment);
        }
    }

    public List<AliasRoute> resolve(AliasBook book) {
        return book.definitions().stream().map(alias -> resolve(alias, book)).toList();
    }

    private AliasRoute resolve(AliasDefinition alias, AliasBook book) {
        List<TierSelector> chain =
                simulatorServes
                        ? Stream.concat(alias.simulated().stream(), book.chain(alias).stream())
                                .toList()
                        : book.chain(alias);
        return new AliasRoute(
                alias.name(),
                alias.useCase(),
                alias.strategy(),
                alias.spending(),
                alias.needs(),
                alias.context(),
                alias.allowTraining(),
                alias.continuation(),
                alias.cacheAffinity(),
                alias.deadlines(),
                alias.cacheTtlSeconds(),
                tiers(alias, chain),
                alias.shares().stream().map(share -> share(alias, share)).toList());
    }

    private AliasShare share(AliasDefinition alias, ShareDefinition share) {
        return share.route(
                byModel.getOrDefault(share.model(), List.of()).stream()
                        .map(DeploymentRoute::id)
                        .toList(),
                rolledBack.get(ShareKey.of(alias, share)));
    }

    /// A deployment stands where it comes first; a tier that is empty then is left out.
    private List<List<DeploymentId>> tiers(AliasDefinition alias, List<TierSelector> chain) {
        Set<DeploymentId> placed = new HashSet<>();
        List<List<DeploymentId>> tiers = new ArrayList<>();
        for (TierSelector selector : chain) {
            List<DeploymentId> tier =
                    select(alias, selector).map(DeploymentRoute::id).filter(placed::add).toList();
            if (!tier.isEmpty()) {
                tiers.add(tier);
            }
        }
        return tiers;
    }

    private Stream<DeploymentRoute> select(AliasDefinition alias, TierSelector selector) {
        return switch (selector) {
            case Models models ->
                    models.models().stream()
                            .flatMap(ref -> byModel.getOrDefault(ref, List.of()).stream());
            case Match match ->
                    deployments.stream()
                            .filter(DeploymentRoute::isCallable)
                            .filter(d -> !match.freeOnly() || d.free())
                            .filter(d -> !byNameOnly.contains(ref(d)))
                            .filter(d -> d.capabilities().containsAll(alias.needs()));
        };
    }

    private static ModelRef ref(DeploymentRoute deployment) {
        return new ModelRef(deployment.provider(), deployment.upstreamModel());
    }
}
