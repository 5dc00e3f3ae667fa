package io.spidergate.gateway.routing;

import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.routing.RoutingTable;
import org.jspecify.annotations.Nullable;

/// Holds the table of the newest snapshot and the newest health heard, from wherever they came;
/// never goes back to a smaller version of either.
final class NewestTable {

    private volatile @Nullable RoutingTable table;

    /// Heard before any snapshot.
    private RoutingHealth early = RoutingHealth.UNKNOWN;

    @Nullable RoutingTable current() {
        return table;
    }

    /// Compiles on the caller's thread, so that readers find a table ready.
    ///
    /// @return whether it was newer than what was held
    /// @throws IllegalArgumentException when it contradicts itself; what was held stays
    synchronized boolean offer(RoutingSnapshot snapshot) {
        RoutingTable held = table;
        if (held != null && snapshot.version() <= held.version()) {
            return false;
        }
        RoutingTable compiled = RoutingTable.compile(snapshot);
        RoutingHealth known = held == null ? early : held.health();
        table = known.version() > snapshot.healthVersion() ? compiled.with(known) : compiled;
        return true;
    }

    /// @return whether it was newer than what was held
    synchronized boolean offer(RoutingHealth health) {
        RoutingTable held = table;
        if (health.version() <= (held == null ? early : held.health()).version()) {
            return false;
        }
        if (held == null) {
            early = health;
        } else {
            table = held.with(health);
        }
        return true;
    }
}
