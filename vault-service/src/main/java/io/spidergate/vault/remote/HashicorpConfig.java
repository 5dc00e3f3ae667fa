package io.spidergate.vault.remote;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// A HashiCorp Vault, and who this vault is for it.
@ConfigMapping(prefix = "spidergate.hashicorp")
public interface HashicorpConfig {

    /// Its address, for secrets that stay there; a key of its transit engine has its own.
    Optional<URI> url();

    /// File with its token, as HashiCorp Vault's agent keeps one; read at each call.
    Optional<Path> tokenFile();

    /// Of HashiCorp Vault Enterprise.
    Optional<String> namespace();
}
