package io.spidergate.gateway.catalog;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ModelRoute;
import io.spidergate.gateway.catalog.ModelEntry.Info;
import io.spidergate.gateway.catalog.ModelEntry.LongContext;
import io.spidergate.gateway.catalog.ModelEntry.Pricing;
import io.spidergate.money.Money;
import io.spidergate.money.TokenPrice;
import io.spidergate.routing.RoutingTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All models of one routing table as entries, in the catalogue's order, by what one viewer may use
/// of it. Made once for each table and viewer.
final class ModelListing {

    private final Map<String, ModelEntry> entries = new LinkedHashMap<>();

    /// @param usable which deployments the viewer may use
    ModelListing(RoutingTable table, Predicate<DeploymentRoute> usable) {
        Map<DeploymentId, List<String>> aliases = aliasesByDeployment(table);
        for (ModelRoute model : table.models()) {
            List<DeploymentRoute> hosts =
                    model.deployments().stream()
                            .map(table::deployment)
                            .filter(Objects::nonNull)
                            .filter(usable)
                            .toList();
            if (!hosts.isEmpty()) {
                entries.put(
                        model.id(),
                        ModelEntry.of(model.id(), model.ownedBy(), info(hosts, aliases)));
            }
        }
    }

    @Nullable ModelEntry byId(String id) {
        return entries.get(id);
    }

    List<ModelEntry> all() {
        return List.copyOf(entries.values());
    }

    private static Info info(List<DeploymentRoute> hosts, Map<DeploymentId, List<String>> aliases) {
        DeploymentRoute first = hosts.getFirst();
        TreeSet<String> capabilities = new TreeSet<>();
        TreeSet<String> inAliases = new TreeSet<>();
        for (DeploymentRoute host : hosts) {
            host.capabilities().stream()
                    .filter(one -> !host.health().hasRefused(one))
                    .forEach(one -> capabilities.add(one.name().toLowerCase(Locale.ROOT)));
            inAliases.addAll(aliases.getOrDefault(host.id(), List.of()));
        }
        return new Info(
                first.provider(),
                hosts.stream().map(DeploymentRoute::provider).distinct().toList(),
                first.upstreamModel(),
                first.displayName(),
                hosts.stream().mapToInt(DeploymentRoute::contextWindow).max().orElse(0),
                hosts.stream().mapToInt(DeploymentRoute::maxOutputTokens).max().orElse(0),
                capabilities,
                hosts.stream().anyMatch(DeploymentRoute::free),
                hosts.stream().anyMatch(DeploymentRoute::isCallable),
                List.copyOf(inAliases),
                pricing(first.price()));
    }

    private static @Nullable Pricing pricing(@Nullable TokenPrice price) {
        return price == null
                ? null
                : new Pricing(
                        usd(price.inputNanoUsdPerMillion()),
                        usd(price.cachedInputNanoUsdPerMillion()),
                        usd(price.outputNanoUsdPerMillion()),
                        longContext(price.longContext()));
    }

    private static @Nullable LongContext longContext(TokenPrice.@Nullable LongContext price) {
        return price == null
                ? null
                : new LongContext(
                        price.aboveInputTokens(),
                        usd(price.inputNanoUsdPerMillion()),
                        usd(price.cachedInputNanoUsdPerMillion()),
                        usd(price.outputNanoUsdPerMillion()));
    }

    private static BigDecimal usd(long nanoUsd) {
        return Money.ofNanoUsd(nanoUsd).plainUsd();
    }

    private static Map<DeploymentId, List<String>> aliasesByDeployment(RoutingTable table) {
        Map<DeploymentId, List<String>> byDeployment = new HashMap<>();
        for (AliasRoute alias : table.aliases()) {
            if (AliasRoute.ownerOf(alias.name()) != null) {
                continue;
            }
            alias.tiers().stream()
                    .flatMap(List::stream)
                    .distinct()
                    .forEach(id ->
                            byDeployment
                                    .computeIfAbsent(id, key -> new ArrayList<>())
                                    .add(alias.name()));
        }
        return byDeployment;
    }
}
