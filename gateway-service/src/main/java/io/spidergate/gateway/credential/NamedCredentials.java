package io.spidergate.gateway.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.routing.RoutingTables;
import io.spidergate.routing.RoutingTable;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/// The credentials that the current routing table names, gathered once for each snapshot.
final class NamedCredentials implements Supplier<Set<CredentialId>> {

    private record Gathered(long version, Set<CredentialId> credentials) {}

    private final RoutingTables tables;
    private volatile Gathered last = new Gathered(Long.MIN_VALUE, Set.of());

    NamedCredentials(RoutingTables tables) {
        this.tables = tables;
    }

    @Override
    public Set<CredentialId> get() {
        RoutingTable table = tables.current();
        Gathered known = last;
        if (table == null || table.version() == known.version()) {
            return known.credentials();
        }
        Gathered gathered = new Gathered(table.version(), gather(table));
        last = gathered;
        return gathered.credentials();
    }

    private static Set<CredentialId> gather(RoutingTable table) {
        Set<CredentialId> credentials = new LinkedHashSet<>();
        for (DeploymentRoute deployment : table.snapshot().deployments()) {
            credentials.addAll(deployment.credentials());
        }
        return credentials;
    }
}
