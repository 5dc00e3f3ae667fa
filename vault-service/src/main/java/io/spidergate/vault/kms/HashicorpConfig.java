package io.spidergate.vault.kms;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Who this vault is for a HashiCorp Vault.
@ConfigMapping(prefix = "spidergate.hashicorp")
interface HashicorpConfig {

    /// File with its token, as HashiCorp Vault's agent keeps one; read at each call.
    Optional<Path> tokenFile();

    /// Of HashiCorp Vault Enterprise.
    Optional<String> namespace();
}
