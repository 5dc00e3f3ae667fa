package io.spidergate.contracts.vault;

import java.util.List;

/// The key-encryption keyset of the vault and what lies under each of its keys. No key material.
///
/// @param keys the primary one first, then from the newest on
/// @param replicas of the vault that run
/// @param unreadable credentials that no key opens; they stay as they are
/// @param trouble why the keyset's file is not what is in use, for people; empty where it is
public record KeysetView(List<Key> keys, int replicas, long unreadable, String trouble) {

    public KeysetView {
        keys = List.copyOf(keys);
    }

    /// @param id Tink's
    /// @param primary what the file wants to seal with
    /// @param sealing what seals; another than the primary one until every replica has that
    /// @param credentials whose data keys lie under it
    public record Key(long id, boolean primary, boolean sealing, long credentials) {}

    /// Everything that can be opened lies under the primary key.
    public boolean settled() {
        return keys.stream().allMatch(key -> key.primary() == key.sealing())
                && keys.stream().filter(key -> !key.primary()).mapToLong(Key::credentials).sum()
                        <= unreadable;
    }
}
