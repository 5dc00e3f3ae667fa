package io.spidergate.router.snapshot;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.router.catalogue.CatalogueModel;
import io.spidergate.router.catalogue.FreeQuota;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where providers count the calls of the deployments that cost nothing. Pure.
final class QuotaPools {

    private QuotaPools() {}

    /// The pool of a model on an account; none for what costs money, and none where the provider
    /// gives away without counting.
    static @Nullable String idFor(DeclaredProvider provider, CatalogueModel model, String account) {
        FreeQuota quota = provider.freeQuota();
        if (quota == null || !model.free()) {
            return null;
        }
        String id = "%s:%s".formatted(provider.route().id(), account);
        return "pool_" + (quota.shared() ? id : id + ":" + model.id());
    }

    /// In the order of the deployments, each once.
    static List<QuotaPool> of(List<DeclaredProvider> providers, List<DeploymentRoute> deployments) {
        Map<String, FreeQuota> quotas = new HashMap<>();
        for (DeclaredProvider provider : providers) {
            if (provider.freeQuota() != null) {
                quotas.put(provider.route().id(), provider.freeQuota());
            }
        }
        Set<String> known = new HashSet<>();
        List<QuotaPool> pools = new ArrayList<>();
        for (DeploymentRoute deployment : deployments) {
            String id = deployment.quotaPool();
            FreeQuota quota = quotas.get(deployment.provider());
            if (id != null && quota != null && known.add(id)) {
                pools.add(pool(id, deployment, quota));
            }
        }
        return pools;
    }

    private static QuotaPool pool(String id, DeploymentRoute deployment, FreeQuota quota) {
        String model = quota.shared() ? null : deployment.upstreamModel();
        return new QuotaPool(
                id,
                deployment.provider(),
                deployment.account(),
                model,
                quota.reservesOutput(),
                quota.windowsOf(deployment.upstreamModel()));
    }
}
