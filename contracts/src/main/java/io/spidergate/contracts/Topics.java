package io.spidergate.contracts;

import java.time.Duration;
import java.util.List;

/// Every Kafka topic of the suite, with the policy that its meaning demands.
public final class Topics {

    /// Key `current`; value {@link io.spidergate.contracts.routing.RoutingSnapshot}.
    public static final String ROUTING_SNAPSHOT = "spidergate.routing.snapshot";

    /// Key `current`; value {@link io.spidergate.contracts.routing.RoutingHealth}. Apart from the
    /// snapshot, which is large and seldom another.
    public static final String ROUTING_HEALTH = "spidergate.routing.health";

    /// Key token reference; value {@link io.spidergate.contracts.billing.AgentToken}; a tombstone
    /// forgets a token.
    public static final String AGENT_TOKENS = "spidergate.billing.agent-tokens";

    /// Key credential id; value {@link io.spidergate.contracts.vault.CredentialNotice}; a tombstone
    /// forgets it.
    public static final String CREDENTIALS = "spidergate.vault.credentials";

    /// Key request id; value {@link io.spidergate.contracts.gateway.RequestEvent}.
    public static final String REQUEST_EVENTS = "spidergate.gateway.request-events";

    /// Key workspace; value {@link io.spidergate.contracts.billing.Notice}.
    public static final String NOTICES = "spidergate.billing.notices";

    public static final List<Topic> ALL =
            List.of(
                    Topic.compacted(ROUTING_SNAPSHOT),
                    Topic.compacted(ROUTING_HEALTH),
                    Topic.compacted(AGENT_TOKENS),
                    Topic.compacted(CREDENTIALS),
                    Topic.log(REQUEST_EVENTS, 4, Duration.ofDays(7)),
                    Topic.log(NOTICES, 1, Duration.ofDays(7)));

    private Topics() {}

    /// @param retention how long records are kept, or zero for a compacted topic, which keeps the
    ///   last of each key
    public record Topic(String name, int partitions, boolean compacted, Duration retention) {

        static Topic compacted(String name) {
            return new Topic(name, 1, true, Duration.ZERO);
        }

        static Topic log(String name, int partitions, Duration retention) {
            return new Topic(name, partitions, false, retention);
        }
    }
}
