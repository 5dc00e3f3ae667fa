package io.spidergate.billing.reconciliation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.billing.http.Refusal;
import io.spidergate.billing.reconciliation.VaultUsage.VaultAway;
import io.spidergate.contracts.billing.Reconciliation;
import io.spidergate.contracts.billing.ReconciliationApi;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The ledger held against what providers say, for whoever may see all of it.
@ApplicationScoped
@RunOnVirtualThread
class ReconciliationResource implements ReconciliationApi {

    private final PostgresReconciliation reconciliation;
    private final ReconciliationRound round;
    private final Clock clock;

    ReconciliationResource(
            PostgresReconciliation reconciliation, ReconciliationRound round, Clock clock) {
        this.reconciliation = reconciliation;
        this.round = round;
        this.clock = clock;
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public Reconciliation reconciliation(
            @Nullable String from, @Nullable String until, @Nullable String provider) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return reconciliation.of(DayRange.asked(from, until, today), provider, clock.instant());
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public Reconciliation read() {
        try {
            round.read(Duration.ZERO);
        } catch (VaultAway e) {
            throw Refusal.unavailable("vault_unavailable", "vault-service does not answer");
        }
        return reconciliation(null, null, null);
    }
}
