package io.spidergate.vault.rotation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.vault.envelope.SealedSecret;
import io.spidergate.vault.keyset.LiveKeyset;
import io.spidergate.vault.rotation.PostgresWrappings.Wrapped;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Brings data keys under the key that seals, some at a time. A row that no key opens is reported
/// once and passed over.
@Singleton
final class Rewrapping {

    private static final Logger LOG = Logger.getLogger(Rewrapping.class);

    private final LiveKeyset keyset;
    private final PostgresWrappings tables;
    private final int batch;
    private volatile Set<CredentialId> reported = Set.of();

    Rewrapping(LiveKeyset keyset, PostgresWrappings tables, RotationConfig config) {
        this.keyset = keyset;
        this.tables = tables;
        this.batch = config.batch();
    }

    /// Everything that lies elsewhere, in as many transactions as it takes.
    void run() {
        QuarkusTransaction.requiringNew().run(this::fingerprints);
        Set<CredentialId> unreadable = new HashSet<>();
        int done = 0;
        int some = QuarkusTransaction.requiringNew().call(() -> some(unreadable));
        while (some > 0) {
            done += some;
            some = QuarkusTransaction.requiringNew().call(() -> some(unreadable));
        }
        report(unreadable);
        if (done > unreadable.size()) {
            LOG.infof(
                    "%d credentials were brought under key %d",
                    done - unreadable.size(), id(keyset.sealing()));
        }
    }

    /// Those that no key opened when they were last tried.
    int unreadable() {
        return reported.size();
    }

    private void report(Set<CredentialId> unreadable) {
        for (CredentialId one : unreadable) {
            if (!reported.contains(one)) {
                LOG.errorf(
                        "credential %s cannot be opened and stays as it is; remove it and enter the key again",
                        one);
            }
        }
        reported = Set.copyOf(unreadable);
    }

    static long id(int keyId) {
        return Integer.toUnsignedLong(keyId);
    }

    private void fingerprints() {
        int sealing = keyset.sealing();
        tables.fingerprintsNotUnder(sealing)
                .flatMap(keyset::rewrapFingerprints)
                .ifPresent(sealed -> tables.updateFingerprints(sealed, sealing));
    }

    /// @param unreadable of this run so far
    /// @return how many were taken up, whatever became of them
    private int some(Set<CredentialId> unreadable) {
        List<Wrapped> elsewhere = tables.notUnder(keyset.sealing(), unreadable, batch);
        List<Wrapped> rewrapped = new ArrayList<>();
        for (Wrapped one : elsewhere) {
            Optional<SealedSecret> under = keyset.rewrap(one.sealed(), one.binding());
            if (under.isPresent()) {
                rewrapped.add(new Wrapped(one.binding(), under.get()));
            } else {
                unreadable.add(one.binding().credential());
            }
        }
        tables.update(rewrapped);
        return elsewhere.size();
    }
}
