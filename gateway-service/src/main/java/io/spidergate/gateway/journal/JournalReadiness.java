package io.spidergate.gateway.journal;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while no event can be made safe: every request would be refused.
@Readiness
@Singleton
final class JournalReadiness implements HealthCheck {

    private final JournalLifecycle journal;

    @Inject
    JournalReadiness(JournalLifecycle journal) {
        this.journal = journal;
    }

    @Override
    public HealthCheckResponse call() {
        JournalState state = journal.state();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("journal")
                        .status(state instanceof JournalState.Writable)
                        .withData("pendingEvents", journal.pending().count())
                        .withData("pendingBytes", journal.pending().bytes())
                        .withData("setAsideEvents", journal.pending().countSetAside());
        return state instanceof JournalState.Writable
                ? response.build()
                : response.withData("reason", state.sentence()).build();
    }
}
