package io.spidergate.gateway.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialNotice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What this gateway holds of each credential and what it has heard about it; decides which leases
/// to ask for.
///
/// Laws: a secret is never opened after its lease's end, after a notice that it is disabled or
/// gone, or in a version older than one that was noticed. Reading takes no lock.
public final class LeaseBook {

    private final Map<CredentialId, HeldLease> held = new ConcurrentHashMap<>();
    private final Map<CredentialId, Notice> notices = new HashMap<>();
    private final Map<CredentialId, Long> refusedUntilMs = new HashMap<>();

    /// @param version the oldest that may be used
    private record Notice(int revision, int version, boolean enabled) {}

    public @Nullable Secret open(CredentialId credential, long nowMs) {
        HeldLease lease = held.get(credential);
        return lease != null && lease.isUsableAt(nowMs) ? lease.secret() : null;
    }

    /// False when a notice has overtaken the lease; it is not kept then.
    public synchronized boolean keep(CredentialId credential, HeldLease lease) {
        Notice notice = notices.get(credential);
        if (notice != null && (!notice.enabled() || lease.version() < notice.version())) {
            return false;
        }
        refusedUntilMs.remove(credential);
        held.put(credential, lease);
        return true;
    }

    /// The vault has refused: ask again at that time, or when a notice comes.
    ///
    /// @param drop whether the secret must not be used any more
    synchronized void refused(CredentialId credential, boolean drop, long retryAtMs) {
        if (drop) {
            held.remove(credential);
        }
        refusedUntilMs.put(credential, retryAtMs);
    }

    /// @return whether a lease has been dropped
    synchronized boolean heard(CredentialNotice notice) {
        Notice known = notices.get(notice.id());
        if (known != null && notice.revision() < known.revision()) {
            return false;
        }
        notices.put(notice.id(), new Notice(notice.revision(), notice.version(), notice.enabled()));
        refusedUntilMs.remove(notice.id());
        HeldLease lease = held.get(notice.id());
        if (lease == null || (notice.enabled() && lease.version() >= notice.version())) {
            return false;
        }
        return held.remove(notice.id()) != null;
    }

    /// @return whether a lease has been dropped
    synchronized boolean forgotten(CredentialId credential) {
        notices.put(credential, new Notice(0, 0, false));
        return held.remove(credential) != null;
    }

    /// The wanted credentials to ask for now, in order: those that are missing first, then those
    /// whose half-life is over.
    synchronized List<CredentialId> due(Collection<CredentialId> wanted, long nowMs) {
        List<CredentialId> missing = new ArrayList<>();
        List<CredentialId> aging = new ArrayList<>();
        for (CredentialId credential : wanted) {
            HeldLease lease = held.get(credential);
            if (!mayAsk(credential, nowMs)) {
                continue;
            }
            if (lease == null || !lease.isUsableAt(nowMs)) {
                missing.add(credential);
            } else if (nowMs >= lease.renewAtMs()) {
                aging.add(credential);
            }
        }
        missing.addAll(aging);
        return missing;
    }

    private boolean mayAsk(CredentialId credential, long nowMs) {
        Notice notice = notices.get(credential);
        return (notice == null || notice.enabled())
                && nowMs >= refusedUntilMs.getOrDefault(credential, Long.MIN_VALUE);
    }

    /// Forgets secrets that no deployment uses any more, and those that have expired.
    synchronized void retain(Set<CredentialId> wanted, long nowMs) {
        held.entrySet()
                .removeIf(entry ->
                        !wanted.contains(entry.getKey()) || !entry.getValue().isUsableAt(nowMs));
        refusedUntilMs.keySet().retainAll(wanted);
    }

    int usable(Collection<CredentialId> wanted, long nowMs) {
        return (int) wanted.stream().filter(credential -> open(credential, nowMs) != null).count();
    }
}
