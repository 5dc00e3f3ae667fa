package io.spidergate.router.provider;

import java.net.URI;
import java.util.List;

/// A provider that an administrator added at run time; always valid.
public record ApiProvider(
        String id,
        URI baseUrl,
        boolean credentialRequired,
        boolean free,
        String account,
        List<String> models) {

    public ApiProvider {
        models = List.copyOf(models);
    }
}
