package io.spidergate.gateway.testgate;

import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.money.TokenPrice;
import io.spidergate.routing.RoutingTable;
import io.spidergate.simulator.ProviderSimulator;
import java.net.URI;
import java.util.List;

/// Providers that speak chat completions, and one that speaks another protocol: the gateway itself,
/// behind the gateway.
///
/// @param mirror base URL of this gateway, as a provider's
/// @param agent whose token the mirror is called with
public record TwoGateways(
        ProviderSimulator simulator, URI mirror, Dialect dialect, AuthScheme auth, String agent) {

    /// `task/chat` leads to groq, then openai, both with `model`; `mirror/behind/{model}` leads
    /// back here and so to openai.
    public RoutingTable table(String model) {
        String behind = "behind/" + model;
        return new Landscape()
                .provider("groq", simulator.baseUrl("groq"))
                .provider("openai", simulator.baseUrl("openai"))
                .provider("mirror", mirror, dialect, auth, Landscape.QUICK)
                .deployment("groq", model, TokenPrice.FREE)
                .deployment("openai", model, Landscape.ONE_AND_TWO)
                .deployment(
                        "mirror",
                        behind,
                        Landscape.ONE_AND_TWO,
                        List.of(MemoryPorts.Leases.AGENT + agent))
                .alias("task/chat", "groq/" + model, "openai/" + model)
                .alias(behind, "openai/" + model)
                .table();
    }
}
