package io.spidergate.gateway.routing;

import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.routing.RoutingTable;
import org.jspecify.annotations.Nullable;

/// Holds the table of the newest snapshot heard, from wherever it came; never goes back to a
/// smaller version.
final class NewestTable {

    private volatile @Nullable RoutingTable table;

    @Nullable RoutingTable current() {
        return table;
    }

    /// Compiles on the caller's thread, so that readers find a table ready.
    ///
    /// @return whether the snapshot was newer than what was held
    /// @throws IllegalArgumentException when it contradicts itself; what was held stays
    boolean offer(RoutingSnapshot snapshot) {
        if (!isNewer(snapshot)) {
            return false;
        }
        RoutingTable compiled = RoutingTable.compile(snapshot);
        return publish(compiled);
    }

    private synchronized boolean publish(RoutingTable compiled) {
        if (!isNewer(compiled.snapshot())) {
            return false;
        }
        table = compiled;
        return true;
    }

    private boolean isNewer(RoutingSnapshot snapshot) {
        RoutingTable held = table;
        return held == null || snapshot.version() > held.version();
    }
}
