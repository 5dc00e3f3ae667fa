package io.spidergate.billing.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.store.StoreUnavailable;
import io.spidergate.contracts.billing.LedgerAudit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Audits the ledger now and then, and says so where it is not right.
@ApplicationScoped
class AuditJob {

    private static final Logger LOG = Logger.getLogger(AuditJob.class);

    private final LedgerAuditor auditor;
    private final LedgerMeters meters;
    private final LedgerConfig config;
    private final CountDownLatch stopped = new CountDownLatch(1);

    AuditJob(LedgerAuditor auditor, LedgerMeters meters, LedgerConfig config) {
        this.auditor = auditor;
        this.meters = meters;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("ledger-audit").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void run() {
        try {
            while (!stopped.await(config.auditEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                auditOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void auditOnce() {
        try {
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
        } catch (StoreUnavailable e) {
            LOG.warnf("the ledger was not audited this time: %s", e.getMessage());
        }
    }
}
