package io.spidergate.vault.credential;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.notice.NoticeShipper;
import io.spidergate.vault.notice.Outbox;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Tells the suite of every credential at each start, so that a lost topic heals; a row that cannot
/// be opened is reported and told as not usable.
@Singleton
final class RepublishAtStart {

    private static final Logger LOG = Logger.getLogger(RepublishAtStart.class);

    private final CredentialStore store;
    private final CredentialSecrets secrets;
    private final Outbox outbox;
    private final NoticeShipper shipper;
    private final AtomicLong unreadable = new AtomicLong();

    RepublishAtStart(
            CredentialStore store,
            CredentialSecrets secrets,
            Outbox outbox,
            NoticeShipper shipper,
            MeterRegistry meters) {
        this.store = store;
        this.secrets = secrets;
        this.outbox = outbox;
        this.shipper = shipper;
        Gauge.builder("spidergate.vault.credentials", unreadable, AtomicLong::get)
                .tag("state", "unreadable")
                .description("rows that could not be opened at the last start")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        QuarkusTransaction.requiringNew().run(this::republish);
        shipper.wake();
    }

    void republish() {
        List<StoredCredential> all = store.all();
        unreadable.set(0);
        outbox.append(
                all.stream().map(credential -> credential.notice(isUsable(credential))).toList());
    }

    private boolean isUsable(StoredCredential credential) {
        return switch (secrets.open(credential)) {
            case Opening.Opened(Secret secret) -> {
                secret.close();
                yield credential.view().isUsable();
            }
            case Opening.Unreadable() -> {
                unreadable.incrementAndGet();
                LOG.errorf(
                        "credential %s of provider %s cannot be opened and is left out: its row is damaged or was sealed under another keyset; remove it and enter the key again",
                        credential.view().id(), credential.view().provider());
                yield false;
            }
        };
    }
}
