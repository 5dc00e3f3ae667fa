package io.spidergate.gateway.admission.jwt;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/// Whose JWTs are taken, and for whom they must be made.
///
/// @param name of the configuration, for people
/// @param url the claim `iss`
/// @param audiences one of them must be in `aud`
/// @param algorithms of [#ALGORITHMS]
/// @param skew that clocks may be apart
record Issuer(
        String name, String url, Set<String> audiences, Set<String> algorithms, Duration skew) {

    /// With a key pair all of them: with a shared secret whoever can verify can also sign, and the
    /// public key of an issuer would be such a secret (RFC 8725, 2.1).
    static final Set<String> ALGORITHMS =
            Set.of(
                    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                    "EdDSA");

    static final Duration MOST_SKEW = Duration.ofMinutes(5);

    Issuer {
        audiences = Set.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
        require(!url.isBlank(), name, "url must not be blank");
        require(!audiences.isEmpty(), name, "audience must name at least one");
        require(
                ALGORITHMS.containsAll(algorithms) && !algorithms.isEmpty(),
                name,
                "algorithms must be of %s, got %s"
                        .formatted(new TreeSet<>(ALGORITHMS), new TreeSet<>(algorithms)));
        require(
                !skew.isNegative() && skew.compareTo(MOST_SKEW) <= 0,
                name,
                "clock-skew must be from 0s to 5m, got " + skew);
    }

    static void require(boolean holds, String name, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "spidergate.admission.jwt, issuer '%s': %s".formatted(name, rule));
        }
    }
}
