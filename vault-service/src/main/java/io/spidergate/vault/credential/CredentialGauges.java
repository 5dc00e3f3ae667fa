package io.spidergate.vault.credential;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// How many credentials there are, counted when metrics are read; the tables know, whichever
/// replica changed them.
@Startup
@Singleton
final class CredentialGauges {

    private static final Logger LOG = Logger.getLogger(CredentialGauges.class);

    private final CredentialStore store;

    CredentialGauges(CredentialStore store, MeterRegistry meters) {
        this.store = store;
        register(meters, "enabled", true);
        register(meters, "disabled", false);
    }

    private void register(MeterRegistry meters, String state, boolean enabled) {
        Gauge.builder("spidergate.vault.credentials", this, gauges -> gauges.count(enabled))
                .tag("state", state)
                .register(meters);
    }

    private double count(boolean enabled) {
        try {
            return store.count(enabled);
        } catch (IllegalStateException e) {
            LOG.debug("credentials could not be counted", e);
            return Double.NaN;
        }
    }
}
