package io.spidergate.billing.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.store.Rounds;
import io.spidergate.contracts.billing.LedgerAudit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Audits the ledger now and then, and says so where it is not right.
@ApplicationScoped
class AuditJob {

    private static final Logger LOG = Logger.getLogger(AuditJob.class);

    private final LedgerAuditor auditor;
    private final LedgerMeters meters;
    private final LedgerConfig config;
    private @Nullable Rounds rounds;

    AuditJob(LedgerAuditor auditor, LedgerMeters meters, LedgerConfig config) {
        this.auditor = auditor;
        this.meters = meters;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        rounds = Rounds.start("ledger-audit", config.auditEvery(), this::auditOnce);
    }

    void stop(@Observes ShutdownEvent event) {
        if (rounds != null) {
            rounds.close();
        }
    }

    void auditOnce() {
        LedgerAudit audit = auditor.audit(null);
        meters.audited(audit.driftNanoUsd(), audit.missedEvents());
        if (!audit.differences().isEmpty()) {
            LOG.errorf(
                    "the ledger is not right: accounts since %s differ by %d nano-USD in all, first %s",
                    audit.from(), audit.driftNanoUsd(), audit.differences().getFirst());
        }
        if (audit.missedEvents() > 0) {
            LOG.warnf(
                    "%d request events were gone from the topic before they were read",
                    audit.missedEvents());
        }
    }
}
