package io.spidergate.vault.probe;

import io.spidergate.vault.provider.RouterProviders.Address;
import java.net.URI;

/// Where a provider lists its models.
final class ModelList {

    private static final String CALLED = "bedrock-runtime";
    private static final String MANAGED = "bedrock";

    private ModelList() {}

    /// Bedrock's list is not where its models are called, but at the host beside.
    static URI of(Address.Known provider) {
        String base = provider.baseUrl().toString().replaceFirst("/+$", "");
        return switch (provider.dialect()) {
            case BEDROCK ->
                    URI.create(
                            base.replaceFirst("//" + CALLED, "//" + MANAGED)
                                    + "/foundation-models");
            // In pages of 50 and 20 otherwise.
            case GEMINI -> URI.create(base + "/models?pageSize=1000");
            case ANTHROPIC -> URI.create(base + "/models?limit=1000");
            case OPENAI, RESPONSES -> provider.under("models");
        };
    }
}
