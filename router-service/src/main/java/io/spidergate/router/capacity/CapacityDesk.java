package io.spidergate.router.capacity;

import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.CapacityView;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.traces.AttemptUse;
import io.spidergate.contracts.traces.TracesApi;
import io.spidergate.identity.ServiceClients;
import io.spidergate.router.quota.QuotaDesk;
import io.spidergate.router.snapshot.SnapshotPublisher;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.List;

/// Puts together what was asked of providers and what they give.
@Singleton
public final class CapacityDesk {

    private final TracesApi traces;
    private final SnapshotPublisher publisher;
    private final QuotaDesk quotas;

    CapacityDesk(
            ServiceClients clients,
            TracesConfig config,
            SnapshotPublisher publisher,
            QuotaDesk quotas) {
        this.traces = clients.client(TracesApi.class, config.url(), ServiceName.TRACES);
        this.publisher = publisher;
        this.quotas = quotas;
    }

    public sealed interface Told {

        record Views(List<CapacityView> views) implements Told {

            public Views {
                views = List.copyOf(views);
            }
        }

        /// Nobody can tell now.
        record Away(String reason) implements Told {}
    }

    public Told told(int days) throws SQLException {
        RoutingSnapshot snapshot = publisher.current();
        if (snapshot == null) {
            return new Told.Away(publisher.state());
        }
        try {
            List<AttemptUse> uses = traces.attempts(days);
            return new Told.Views(Capacities.of(snapshot.deployments(), quotas.standings(), uses));
        } catch (WebApplicationException e) {
            return new Told.Away(
                    "trace-collector answered HTTP %d".formatted(e.getResponse().getStatus()));
        } catch (ProcessingException e) {
            return new Told.Away("trace-collector cannot be reached: " + e.getMessage());
        }
    }
}
