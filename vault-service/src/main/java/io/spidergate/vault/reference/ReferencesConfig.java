package io.spidergate.vault.reference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/// Secrets that stay where they are.
@ConfigMapping(prefix = "spidergate.references")
interface ReferencesConfig {

    /// Folder below which `file:…` leads, for Secrets that Kubernetes mounts.
    @WithDefault("/etc/spidergate/references")
    Path directory();
}
