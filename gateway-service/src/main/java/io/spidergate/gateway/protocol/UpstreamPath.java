package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where a request goes below a provider's base URL.
public final class UpstreamPath {

    private UpstreamPath() {}

    public static String of(ProviderRoute provider, DeploymentRoute deployment, boolean streamed) {
        return switch (provider.dialect()) {
            case OPENAI -> "/chat/completions";
            case RESPONSES -> "/responses";
            case ANTHROPIC -> "/messages";
            case GEMINI -> gemini(deployment.upstreamModel(), streamed);
            case BEDROCK -> bedrock(deployment.upstreamModel(), streamed);
        };
    }

    /// Names may be addresses of AWS, with colons and slashes in them.
    private static String bedrock(String model, boolean streamed) {
        String name = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        return "/model/" + name + (streamed ? "/converse-stream" : "/converse");
    }

    /// Models of Google are `models/…` in its lists, and bare names in its manual.
    private static String gemini(String model, boolean streamed) {
        String name = model.startsWith("models/") ? model : "models/" + model;
        return "/" + name + (streamed ? ":streamGenerateContent?alt=sse" : ":generateContent");
    }
}
