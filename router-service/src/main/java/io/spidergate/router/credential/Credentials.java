package io.spidergate.router.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialNotice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The credentials that exist, without their secrets. Immutable.
public final class Credentials {

    public static final Credentials NONE = new Credentials(Map.of());

    private final Map<CredentialId, CredentialNotice> byId;

    private Credentials(Map<CredentialId, CredentialNotice> byId) {
        this.byId = Map.copyOf(byId);
    }

    /// An older version than the known one changes nothing.
    public Credentials with(CredentialNotice notice) {
        CredentialNotice known = byId.get(notice.id());
        if (known != null && known.version() > notice.version()) {
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

    /// The accounts of a provider that have credentials, enabled or not, in a stable order.
    public List<String> accounts(String provider) {
        return of(provider).map(CredentialNotice::account).distinct().sorted().toList();
    }

    /// The enabled ones of an account in a stable order.
    public List<CredentialId> enabled(String provider, String account) {
        return of(provider)
                .filter(CredentialNotice::enabled)
                .filter(notice -> notice.account().equals(account))
                .map(CredentialNotice::id)
                .sorted((a, b) -> a.value().compareTo(b.value()))
                .toList();
    }

    /// Any enabled one, always the same.
    public Optional<CredentialId> firstEnabled(String provider) {
        return of(provider)
                .filter(CredentialNotice::enabled)
                .map(CredentialNotice::id)
                .min((a, b) -> a.value().compareTo(b.value()));
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
