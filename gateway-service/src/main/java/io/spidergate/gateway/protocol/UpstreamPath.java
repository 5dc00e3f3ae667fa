package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;

/// Where a request goes below a provider's base URL.
public final class UpstreamPath {

    private UpstreamPath() {}

    public static String of(ProviderRoute provider, DeploymentRoute deployment, boolean streamed) {
        return switch (provider.dialect()) {
            case OPENAI -> "/chat/completions";
            case RESPONSES -> "/responses";
            case ANTHROPIC -> "/messages";
            case GEMINI -> gemini(deployment.upstreamModel(), streamed);
        };
    }

    /// Models of Google are `models/…` in its lists, and bare names in its manual.
    private static String gemini(String model, boolean streamed) {
        String name = model.startsWith("models/") ? model : "models/" + model;
        return "/" + name + (streamed ? ":streamGenerateContent?alt=sse" : ":generateContent");
    }
}
