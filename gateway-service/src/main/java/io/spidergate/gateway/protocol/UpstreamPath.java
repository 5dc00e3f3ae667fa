package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.ProviderRoute;

/// Where a request goes below a provider's base URL.
public final class UpstreamPath {

    private UpstreamPath() {}

    public static String of(ProviderRoute provider) {
        return switch (provider.dialect()) {
            case OPENAI -> "/chat/completions";
            case RESPONSES -> "/responses";
            case ANTHROPIC -> "/messages";
        };
    }
}
