package io.spidergate.contracts.routing;

import java.net.URI;
import java.util.List;

/// An OpenAI-compatible server that is to become a provider.
///
/// @param credentialRequired whether it asks for a key
/// @param free whether calls cost nothing; otherwise they are unpriced until a price is known
/// @param account where the provider counts quota; `default` unless there are several
public record NewProvider(
        URI baseUrl,
        boolean credentialRequired,
        boolean free,
        String account,
        List<String> models) {

    public NewProvider {
        models = List.copyOf(models);
    }
}
