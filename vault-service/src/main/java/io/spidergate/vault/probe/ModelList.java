package io.spidergate.vault.probe;

import io.spidergate.contracts.routing.Dialect;
import io.spidergate.vault.probe.RouterProviders.Address;
import java.net.URI;

/// Where a provider lists its models.
final class ModelList {

    private static final String CALLED = "bedrock-runtime";
    private static final String MANAGED = "bedrock";

    private ModelList() {}

    /// Bedrock's list is not where its models are called, but at the host beside.
    static URI of(Address.Known provider) {
        String base = provider.baseUrl().toString().replaceFirst("/+$", "");
        return provider.dialect() == Dialect.BEDROCK
                ? URI.create(
                        base.replaceFirst("//" + CALLED, "//" + MANAGED) + "/foundation-models")
                : URI.create(base + "/models");
    }
}
