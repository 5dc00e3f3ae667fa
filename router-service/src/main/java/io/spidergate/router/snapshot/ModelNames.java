package io.spidergate.router.snapshot;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ModelRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The names that a caller may give as `model`. `groq/openai/gpt-oss-120b` pins a provider; the
/// provider's own name `openai/gpt-oss-120b` and the bare `gpt-oss-120b` leave the choice among all
/// hosts. Where both readings are possible, the one that pins wins: `openai/gpt-4o-mini` is
/// OpenAI's.
final class ModelNames {

    private final Map<String, List<DeploymentRoute>> byName = new LinkedHashMap<>();

    private ModelNames() {}

    static List<ModelRoute> of(List<DeploymentRoute> deployments) {
        ModelNames names = new ModelNames();
        for (DeploymentRoute deployment : deployments) {
            names.add(deployment.provider() + "/" + deployment.upstreamModel(), deployment);
        }
        Set<String> pinned = Set.copyOf(names.byName.keySet());
        for (DeploymentRoute deployment : deployments) {
            for (String name : openNames(deployment.upstreamModel())) {
                if (!pinned.contains(name)) {
                    names.add(name, deployment);
                }
            }
        }
        return names.routes();
    }

    private static Set<String> openNames(String upstreamModel) {
        Set<String> names = new LinkedHashSet<>();
        names.add(upstreamModel);
        names.add(bare(upstreamModel));
        return names;
    }

    /// Without the maker's prefix and the mark of a free variant, lower-case: what hosts have in
    /// common.
    static String bare(String upstreamModel) {
        String last = upstreamModel.substring(upstreamModel.lastIndexOf('/') + 1);
        String name = last.endsWith(":free") ? last.substring(0, last.length() - 5) : last;
        return name.isEmpty() ? upstreamModel : name.toLowerCase(Locale.ROOT);
    }

    private void add(String name, DeploymentRoute deployment) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(deployment);
    }

    private List<ModelRoute> routes() {
        return byName.entrySet().stream()
                .map(entry -> route(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ModelRoute route(String name, List<DeploymentRoute> hosts) {
        List<String> owners = hosts.stream().map(DeploymentRoute::provider).distinct().toList();
        List<DeploymentId> ids = hosts.stream().map(DeploymentRoute::id).distinct().toList();
        return new ModelRoute(name, owners.size() == 1 ? owners.getFirst() : "spidergate", ids);
    }
}
