package io.spidergate.router.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialNotice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The credentials that exist, without their secrets. Immutable.
public final class Credentials {

    public static final Credentials NONE = new Credentials(Map.of());

    private static final Comparator<CredentialNotice> PREFERENCE =
            Comparator.comparingInt((CredentialNotice it) -> -it.settings().priority())
                    .thenComparing(it -> it.id().value());

    private final Map<CredentialId, CredentialNotice> byId;

    private Credentials(Map<CredentialId, CredentialNotice> byId) {
        this.byId = Map.copyOf(byId);
    }

    /// An older version than the known one changes nothing.
    public Credentials with(CredentialNotice notice) {
        CredentialNotice known = byId.get(notice.id());
        if (known != null && known.revision() > notice.revision()) {
            return this;
        }
        Map<CredentialId, CredentialNotice> changed = new HashMap<>(byId);
        changed.put(notice.id(), notice);
        return new Credentials(changed);
    }

    public Credentials without(CredentialId id) {
        Map<CredentialId, CredentialNotice> changed = new HashMap<>(byId);
        changed.remove(id);
        return new Credentials(changed);
    }

    public Optional<CredentialNotice> find(CredentialId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The accounts of a provider that have credentials, enabled or not, in a stable order.
    public List<Account> accounts(String provider) {
        return of(provider).map(Account::of).distinct().sorted(Account.ORDER).toList();
    }

    /// The enabled ones of an account, the preferred ones first, then in a stable order.
    public List<CredentialNotice> enabled(String provider, Account account) {
        return of(provider)
                .filter(CredentialNotice::enabled)
                .filter(notice -> Account.of(notice).equals(account))
                .sorted(PREFERENCE)
                .toList();
    }

    /// Any enabled one that all may use, always the same.
    public Optional<CredentialId> firstShared(String provider) {
        return of(provider)
                .filter(notice -> notice.enabled() && !notice.isPrivate())
                .min(PREFERENCE)
                .map(CredentialNotice::id);
    }

    public int countEnabled(String provider) {
        return (int) of(provider).filter(CredentialNotice::enabled).count();
    }

    private Stream<CredentialNotice> of(String provider) {
        return byId.values().stream().filter(notice -> notice.provider().equals(provider));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials that && byId.equals(that.byId);
    }

    @Override
    public int hashCode() {
        return byId.hashCode();
    }
}
