package io.spidergate.vault.keyset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/// The vault's master key.
@ConfigMapping(prefix = "spidergate.vault")
interface VaultConfig {

    /// File with the key-encryption keyset, in Tink's JSON format. Back it up apart from the
    /// database: without it no secret can be opened again.
    @WithDefault("/etc/spidergate/vault/keyset.json")
    Path keysetFile();

    /// Creates the file, readable by its owner only, when the vault has never held anything. Leave
    /// it off where the file is provided, so that a missing mount is noticed.
    @WithDefault("false")
    boolean createKeyset();
}
