package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.List;
import java.util.Optional;

/// The routing data that gateways plan over, as router-service tells it.
public final class Routing {

    private final ServiceClient client;

    public Routing(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    /// Empty when the service does not say: a banner is no reason to fail a start.
    public Optional<RoutingSnapshot> snapshot() {
        try {
            return Optional.of(
                    client.require(
                            client.get(Part.ROUTER, "/internal/router/v1/snapshot"),
                            new TypeReference<>() {}));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    /// How all quota pools stand.
    public List<PoolView> quota() {
        return client.require(
                client.get(Part.ROUTER, "/internal/router/v1/quota"), new TypeReference<>() {});
    }
}
