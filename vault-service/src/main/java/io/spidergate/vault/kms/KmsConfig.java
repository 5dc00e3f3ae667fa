package io.spidergate.vault.kms;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/// The key that wraps the keyset's file. Without it the file is in clear.
@ConfigMapping(prefix = "spidergate.kms")
interface KmsConfig {

    /// Such as `aws-kms://arn:aws:kms:eu-central-1:111122223333:key/…`,
    /// `gcp-kms://projects/…/locations/…/keyRings/…/cryptoKeys/…` or
    /// `hcvault://vault.example.org:8200/transit/keys/spidergate`.
    Optional<String> keyUri();

    /// In place of the service's usual address.
    Optional<URI> endpoint();
}
