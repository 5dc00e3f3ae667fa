package io.spidergate.router.snapshot;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.money.TokenPrice;
import io.spidergate.money.TokenUsage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What would be paid for that which costs nothing: what its provider asks beyond its gift, or the
/// cheapest who sells the same model. Pure.
final class ListPrices {

    /// The usual ratio of chats.
    private static final TokenUsage USUAL = new TokenUsage(3_000_000, 0, 1_000_000);

    private static final Comparator<TokenPrice> CHEAPER =
            Comparator.comparing(price -> price.cost(USUAL).nanoUsd());

    private ListPrices() {}

    static List<DeploymentRoute> filledIn(List<DeploymentRoute> deployments) {
        Map<String, TokenPrice> cheapest = new HashMap<>();
        for (DeploymentRoute deployment : deployments) {
            if (isSold(deployment.price())) {
                cheapest.merge(
                        ModelNames.bare(deployment.upstreamModel()),
                        deployment.price(),
                        (one, other) -> CHEAPER.compare(one, other) <= 0 ? one : other);
            }
        }
        return deployments.stream()
                .map(it -> it.costsNothing() ? it.listedAt(price(it, cheapest)) : it)
                .toList();
    }

    private static @Nullable TokenPrice price(
            DeploymentRoute deployment, Map<String, TokenPrice> cheapest) {
        return isSold(deployment.price())
                ? deployment.price()
                : cheapest.get(ModelNames.bare(deployment.upstreamModel()));
    }

    private static boolean isSold(@Nullable TokenPrice price) {
        return price != null && !price.isFree();
    }
}
