package io.spidergate.router.alias;

import io.spidergate.contracts.routing.AliasDeadlines;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.routing.Strategy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A task alias as its file defines it.
///
/// @param context tokens that a deployment's context must have at least; 0 where any will do
/// @param spending absent where the order of the tiers holds
/// @param continuation whether another model may go on with a streamed answer that broke off
/// @param cacheAffinity whether a conversation stays with one of equally good deployments
/// @param deadlines absent where the providers' own hold
/// @param cacheTtlSeconds 60 to 86,400; absent where only a request can ask for the cache
/// @param then the alias whose tiers follow these
/// @param shares of conversations that ask another model first
/// @param simulated comes first while the provider simulator is the pool
public record AliasDefinition(
        String name,
        String useCase,
        Strategy strategy,
        @Nullable Spending spending,
        Set<Capability> needs,
        int context,
        boolean allowTraining,
        boolean continuation,
        boolean cacheAffinity,
        @Nullable AliasDeadlines deadlines,
        @Nullable Integer cacheTtlSeconds,
        List<TierSelector> tiers,
        @Nullable String then,
        List<TierSelector> simulated,
        List<ShareDefinition> shares) {

    public AliasDefinition {
        if (name == null
                || !name.matches("(spideriq|agent|client:[a-z0-9_-]{1,61})/[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException(
                    "name '%s' is not spideriq/…, agent/… or client:WORKSPACE/…, with a-z, 0-9 and '-' behind the slash"
                            .formatted(name));
        }
        if (useCase == null || useCase.isBlank()) {
            throw new IllegalArgumentException("use_case of %s is missing".formatted(name));
        }
        if (strategy == null || needs == null || tiers == null || tiers.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s must have a strategy, needs and tiers".formatted(name));
        }
        if (context < 0) {
            throw new IllegalArgumentException(
                    "context=%d of %s must be 0 or more".formatted(context, name));
        }
        if (cacheTtlSeconds != null && (cacheTtlSeconds < 60 || cacheTtlSeconds > 86_400)) {
            throw new IllegalArgumentException(
                    "cache_ttl_seconds=%d of %s must be between 60 and 86400"
                            .formatted(cacheTtlSeconds, name));
        }
        needs = Set.copyOf(needs);
        tiers = List.copyOf(tiers);
        simulated = simulated == null ? List.of() : List.copyOf(simulated);
        shares = ShareDefinition.checked(name, shares);
    }
}
