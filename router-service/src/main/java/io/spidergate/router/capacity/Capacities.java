package io.spidergate.router.capacity;

import io.spidergate.contracts.routing.CapacityView;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.traces.AttemptUse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How far the quotas of providers go: of those that have a credential, or of which something was
/// asked. Pure.
final class Capacities {

    private Capacities() {}

    static List<CapacityView> of(
            List<DeploymentRoute> deployments, List<PoolView> pools, List<AttemptUse> uses) {
        Map<String, List<DeploymentRoute>> byProvider =
                new TreeMap<>(
                        deployments.stream()
                                .filter(it -> !it.credentials().isEmpty())
                                .collect(Collectors.groupingBy(DeploymentRoute::provider)));
        Map<String, List<AttemptUse>> asked =
                uses.stream().collect(Collectors.groupingBy(AttemptUse::provider));
        asked.keySet().forEach(provider -> byProvider.putIfAbsent(provider, List.of()));
        return byProvider.entrySet().stream()
                .map(it ->
                        new ProviderUse(
                                        it.getKey(),
                                        it.getValue(),
                                        pools.stream()
                                                .filter(pool ->
                                                        pool.pool().provider().equals(it.getKey()))
                                                .toList(),
                                        asked.getOrDefault(it.getKey(), List.of()))
                                .view())
                .toList();
    }
}
