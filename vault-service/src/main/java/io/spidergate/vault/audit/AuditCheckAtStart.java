package io.spidergate.vault.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Verifies the audit once per start, beside the work, and says aloud when it was tampered with.
@Singleton
final class AuditCheckAtStart {

    private static final Logger LOG = Logger.getLogger(AuditCheckAtStart.class);

    private final AuditTrail trail;
    private final AtomicInteger broken = new AtomicInteger();

    AuditCheckAtStart(AuditTrail trail, MeterRegistry meters) {
        this.trail = trail;
        Gauge.builder("spidergate.vault.audit.broken", broken, AtomicInteger::get)
                .description("1 when the audit's hash chain did not verify at start")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("audit-check").start(this::check);
    }

    private void check() {
        try {
            switch (trail.verify()) {
                case AuditVerdict.Intact(long entries) ->
                        LOG.infof("the audit's %d entries are intact", entries);
                case AuditVerdict.Broken(String why) -> {
                    broken.set(1);
                    LOG.errorf("the audit does not verify: %s; restore it and find out who", why);
                }
            }
        } catch (IllegalStateException e) {
            LOG.warn("the audit could not be verified at this start", e);
        }
    }
}
