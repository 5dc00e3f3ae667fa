package io.spidergate.gateway.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.contracts.vault.LeaseRequest;
import io.spidergate.contracts.vault.LeaseResponse;
import io.spidergate.gateway.feed.Backoff;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Leases of the vault, fetched and renewed by one virtual thread and open in memory until they
/// expire.
final class VaultLeases implements CredentialLeases, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(VaultLeases.class);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15));
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(250);

    /// Refusals that say nothing against the lease that is held: the row, or the place in which the
    /// secret stays, cannot be read at this moment.
    private static final Set<String> PASSING = Set.of("unreadable", "absent");

    private static final Duration REFUSAL_RETRY = Duration.ofSeconds(30);

    /// So often the vault may fail to answer at the start before the gateway goes without it, some
    /// eight seconds.
    private static final int PATIENCE = 5;

    /// A lease that was overtaken by a notice on its way is asked for again at once, but not in a
    /// loop without pause.
    private static final Duration OVERTAKEN_RETRY = Duration.ofMillis(500);

    private final LeaseBook book = new LeaseBook();
    private final String gatewayId;
    private final LeaseKey key;
    private final Supplier<Set<CredentialId>> wanted;
    private final Function<LeaseRequest, LeaseResponse> vault;
    private final Clock clock;
    private final RandomGenerator random;
    private final Semaphore attention = new Semaphore(0);
    private final Thread thread;

    private volatile boolean closed;
    private volatile String trouble = "";
    private volatile boolean begun;
    private int failures;

    /// @param wanted the credentials that the current routing table names
    /// @param vault asks vault-service; throws when it does not answer
    VaultLeases(
            String gatewayId,
            Supplier<Set<CredentialId>> wanted,
            Function<LeaseRequest, LeaseResponse> vault,
            Clock clock,
            RandomGenerator random) {
        this.gatewayId = gatewayId;
        this.key = LeaseKey.generate(gatewayId);
        this.wanted = wanted;
        this.vault = vault;
        this.clock = clock;
        this.random = random;
        this.thread = Thread.ofVirtual().name("vault-leases").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public @Nullable Secret open(CredentialId credential) {
        return book.open(credential, clock.millis());
    }

    void heard(CredentialNotice notice) {
        if (book.heard(notice)) {
            LOG.infof("the lease of %s has been dropped: the credential has changed", notice.id());
        }
        attention.release();
    }

    void forgotten(CredentialId credential) {
        if (book.forgotten(credential)) {
            LOG.infof("the lease of %s has been dropped: the credential is gone", credential);
        }
    }

    /// How many of the wanted credentials can be used now.
    Standing standing() {
        Set<CredentialId> named = wanted.get();
        return new Standing(
                named.size(),
                book.usable(named, clock.millis()),
                begun || named.isEmpty(),
                trouble);
    }

    /// @param begun whether the vault has answered once, or not for so long that nobody should wait
    /// @param trouble why some are missing; empty when the vault answers
    record Standing(int wanted, int usable, boolean begun, String trouble) {}

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                Duration pause = look() ? LOOK_INTERVAL : BACKOFF.after(failures, random);
                if (attention.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    attention.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// False when the vault did not answer.
    private boolean look() {
        Set<CredentialId> named = wanted.get();
        long nowMs = clock.millis();
        book.retain(named, nowMs);
        List<CredentialId> due = book.due(named, nowMs);
        if (due.isEmpty()) {
            return true;
        }
        try {
            for (int from = 0; from < due.size(); from += LeaseRequest.MAX_CREDENTIALS) {
                ask(due.subList(from, Math.min(due.size(), from + LeaseRequest.MAX_CREDENTIALS)));
            }
            recovered();
            return true;
        } catch (RuntimeException e) {
            // No answer or none that can be read: what is held stays in use until it expires.
            failed(e);
            return false;
        }
    }

    private void ask(List<CredentialId> credentials) {
        LeaseResponse response =
                vault.apply(new LeaseRequest(gatewayId, key.publicKey(), credentials));
        response.leases().forEach(this::take);
        response.refusals().forEach(this::refused);
    }

    private void take(LeaseResponse.Lease lease) {
        Instant now = clock.instant();
        try {
            HeldLease opened =
                    HeldLease.of(key.open(lease), lease.version(), now, lease.expiresAt());
            if (!book.keep(lease.credential(), opened)) {
                book.refused(lease.credential(), true, now.plus(OVERTAKEN_RETRY).toEpochMilli());
            }
        } catch (GeneralSecurityException e) {
            book.refused(lease.credential(), false, now.plus(REFUSAL_RETRY).toEpochMilli());
            LOG.errorf("the lease of %s cannot be opened: %s", lease.credential(), e.getMessage());
        }
    }

    private void refused(LeaseResponse.Refusal refusal) {
        boolean drop = !PASSING.contains(refusal.reason());
        book.refused(
                refusal.credential(), drop, clock.instant().plus(REFUSAL_RETRY).toEpochMilli());
        LOG.warnf("the vault refuses %s: %s", refusal.credential(), refusal.reason());
    }

    private void failed(RuntimeException failure) {
        failures++;
        begun |= failures >= PATIENCE;
        if (trouble.isEmpty()) {
            LOG.warnf(
                    "vault-service does not answer, leases stay in use until they expire: %s",
                    failure.getMessage());
        }
        trouble = "vault-service does not answer: " + failure.getMessage();
    }

    private void recovered() {
        begun = true;
        failures = 0;
        if (!trouble.isEmpty()) {
            LOG.info("vault-service answers again");
        }
        trouble = "";
    }
}
