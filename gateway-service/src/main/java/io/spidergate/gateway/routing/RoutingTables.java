package io.spidergate.gateway.routing;

import io.spidergate.routing.RoutingTable;
import org.jspecify.annotations.Nullable;

/// The routing data that this gateway holds at the moment.
public interface RoutingTables {

    /// The newest table, or null before the first one has arrived. Never blocks; a later call may
    /// return a newer one, so a request asks once and keeps what it got.
    @Nullable RoutingTable current();
}
