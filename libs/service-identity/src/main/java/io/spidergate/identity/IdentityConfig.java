package io.spidergate.identity;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/// Identity of this process towards the other services.
@ConfigMapping(prefix = "spidergate.identity")
public interface IdentityConfig {

    /// Name of this service, such as `vault-service`; audience of the tokens that it accepts.
    String name();

    /// File with this service's private key, a JSON Web Key whose `kid` is the service's name.
    Path privateKey();

    /// File with the public keys of all services, a JSON Web Key Set.
    Path trustedKeys();
}
