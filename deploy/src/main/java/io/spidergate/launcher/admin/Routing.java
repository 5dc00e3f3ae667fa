package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.routing.CapabilityView;
import io.spidergate.contracts.routing.CapacityView;
import io.spidergate.contracts.routing.CooldownView;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.RosterDecision;
import io.spidergate.contracts.routing.RosterView;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.routing.ShareView;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The routing data that gateways plan over, as router-service tells it.
public final class Routing {

    private static final String COOLDOWNS = "/internal/router/v1/cooldowns";
    private static final String CAPABILITIES = "/internal/router/v1/capabilities";
    private static final String SHARES = "/internal/router/v1/shares";
    private static final String ROSTERS = "/internal/router/v1/rosters";

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

    public List<CapacityView> capacity(int days) {
        return client.require(
                client.get(Part.ROUTER, "/internal/router/v1/quota/capacity?days=" + days),
                new TypeReference<>() {});
    }

    public void forgetPool(String pool) {
        client.requireDone(
                client.delete(
                        Part.ROUTER, "/internal/router/v1/quota?pool=" + Agents.segment(pool)));
    }

    /// What providers' lists say differently from the catalogue.
    public List<RosterView> rosters() {
        return client.require(client.get(Part.ROUTER, ROSTERS), new TypeReference<>() {});
    }

    public RosterView readRoster(String provider) {
        return client.require(
                client.post(
                        Part.ROUTER,
                        "%s/%s/refresh".formatted(ROSTERS, Agents.segment(provider)),
                        null),
                new TypeReference<>() {});
    }

    public RosterView decide(String provider, RosterDecision decision) {
        return client.require(
                client.post(
                        Part.ROUTER,
                        "%s/%s/decisions".formatted(ROSTERS, Agents.segment(provider)),
                        decision),
                new TypeReference<>() {});
    }

    /// What the models of a provider can do.
    ///
    /// @param model all where null
    public List<CapabilityView> capabilities(String provider, @Nullable String model) {
        return client.require(
                client.get(Part.ROUTER, capabilitiesOf(provider, model)), new TypeReference<>() {});
    }

    public void forgetCapabilities(String provider, String model) {
        client.requireDone(client.delete(Part.ROUTER, capabilitiesOf(provider, model)));
    }

    private static String capabilitiesOf(String provider, @Nullable String model) {
        String path = CAPABILITIES + "?provider=" + Agents.segment(provider);
        return model == null ? path : path + "&model=" + Agents.segment(model);
    }

    /// What is left alone after failures.
    public List<ShareView> shares() {
        return client.require(client.get(Part.ROUTER, SHARES), new TypeReference<>() {});
    }

    /// @param workspace whose own share; null for that of all others
    public void resumeShare(String alias, @Nullable String workspace, String model) {
        String whose = workspace == null ? "" : "&workspace=" + Agents.segment(workspace);
        client.requireDone(
                client.post(
                        Part.ROUTER,
                        "%s/resume?alias=%s&model=%s%s"
                                .formatted(
                                        SHARES,
                                        Agents.segment(alias),
                                        Agents.segment(model),
                                        whose),
                        null));
    }

    public List<CooldownView> cooldowns() {
        return client.require(client.get(Part.ROUTER, COOLDOWNS), new TypeReference<>() {});
    }

    /// @param key of a cooldown; all where null
    public void endCooldown(@Nullable String key) {
        client.requireDone(
                client.delete(
                        Part.ROUTER,
                        key == null ? COOLDOWNS : COOLDOWNS + "?key=" + Agents.segment(key)));
    }
}
