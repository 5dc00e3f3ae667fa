package io.spidergate.router.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A provider that an administrator added at run time; always valid.
///
/// @param like what it behaves as, of the catalogue
/// @param modelsLike which of that one's models a model is, where its name does not say so
public record ApiProvider(
        String id,
        URI baseUrl,
        boolean credentialRequired,
        boolean free,
        String account,
        List<String> models,
        @Nullable String like,
        Map<String, String> modelsLike) {

    public ApiProvider {
        models = List.copyOf(models);
        modelsLike = Map.copyOf(modelsLike);
    }
}
