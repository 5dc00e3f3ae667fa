package io.spidergate.vault.rotation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the keyset's file is followed.
@ConfigMapping(prefix = "spidergate.vault.rotation")
interface RotationConfig {

    /// How often the file is read again and the other replicas are told which keys this one has.
    @WithDefault("PT2S")
    Duration every();

    /// A replica that has said nothing for so long does not run.
    @WithDefault("PT15S")
    Duration replicaLife();

    /// Credentials that are brought under the new key in one transaction.
    @WithDefault("100")
    int batch();
}
