package io.spidergate.dashboard.overview;

import io.spidergate.contracts.routing.ProviderView;
import java.util.Comparator;
import java.util.List;

/// The providers that can be called, and those that wait for a key.
public record ProviderCards(List<ProviderView> configured, List<ProviderView> waiting) {

    public ProviderCards {
        configured = List.copyOf(configured);
        waiting = List.copyOf(waiting);
    }

    static ProviderCards of(List<ProviderView> providers) {
        List<ProviderView> byName =
                providers.stream().sorted(Comparator.comparing(ProviderView::displayName)).toList();
        return new ProviderCards(
                byName.stream().filter(ProviderView::configured).toList(),
                byName.stream().filter(provider -> !provider.configured()).toList());
    }

    boolean simulatorOnly() {
        return !configured.isEmpty() && configured.stream().allMatch(ProviderView::simulated);
    }
}
