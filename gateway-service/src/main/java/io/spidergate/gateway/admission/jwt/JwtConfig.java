package io.spidergate.gateway.admission.jwt;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose JWTs let callers in, so that they need no secret; nobody's where no issuer is named.
@ConfigMapping(prefix = "spidergate.admission.jwt")
public interface JwtConfig {

    /// Issuers by any name.
    Map<String, Issuer> issuers();

    /// How far the clocks of issuer and gateway may be apart, at most 5m.
    @WithDefault("30s")
    Duration clockSkew();

    /// A longer JWT is refused unread, in characters.
    @WithDefault("8192")
    int maxLength();

    /// Memory for JWTs that were found good, so that each is verified once; about 5 KB each.
    @WithDefault("16M")
    MemorySize cache();

    /// How often the keys of an issuer are read again.
    @WithDefault("5m")
    Duration refresh();

    /// How soon the keys of an issuer may be read once more, because a JWT names an unknown one or
    /// the last attempt failed.
    @WithDefault("10s")
    Duration refreshPause();

    /// For so long the keys go on while the issuer cannot be reached.
    @WithDefault("24h")
    Duration keep();

    /// One who signs JWTs.
    interface Issuer {

        /// As the claim `iss` has it, character by character.
        String url();

        /// What `aud` must name, at least one of these: a JWT that was made for somebody else is
        /// refused.
        Set<String> audience();

        /// Where its keys are. Absent: wherever `<url>/.well-known/openid-configuration` says.
        /// `https`, or `http` on this machine.
        Optional<URI> jwksUrl();

        /// File with its keys, a JSON Web Key Set, instead of an address; read again every
        /// `refresh`.
        Optional<Path> jwksFile();

        /// File with the certificates (PEM) that its address is trusted by; the platform's where
        /// absent.
        Optional<Path> caFile();

        /// File with a bearer token to read the keys with, for the API server of Kubernetes. It is
        /// shown to the configured address alone.
        Optional<Path> tokenFile();

        /// Algorithms that are accepted, of RS, PS and ES with 256, 384 and 512, and EdDSA; all
        /// where absent.
        Optional<Set<String>> algorithms();
    }
}
