package io.spidergate.contracts.routing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server that is to become a provider.
///
/// @param credentialRequired whether it asks for a key
/// @param free whether calls cost nothing; otherwise they are unpriced until a price is known
/// @param account where the provider counts quota; `default` unless there are several
/// @param like a provider or a template of the catalogue that it behaves as, such as `azure`; any
///   OpenAI-compatible server where absent
/// @param modelsLike which of that one's models a model is, where its name does not say so, such as
///   the deployments of Azure
public record NewProvider(
        URI baseUrl,
        boolean credentialRequired,
        boolean free,
        String account,
        List<String> models,
        @Nullable String like,
        Map<String, String> modelsLike) {

    public NewProvider {
        models = models == null ? List.of() : List.copyOf(models);
        modelsLike = modelsLike == null ? Map.of() : Map.copyOf(modelsLike);
    }
}
