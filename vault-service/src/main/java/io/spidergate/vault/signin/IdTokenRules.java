package io.spidergate.vault.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/// Whether an ID token is about this sign-in. Its signature is not looked at: it came from the
/// token endpoint itself, over TLS (OpenID Connect Core, 3.1.3.7, item 6). Pure.
final class IdTokenRules {

    private static final Duration SKEW = Duration.ofMinutes(2);

    private IdTokenRules() {}

    static Optional<String> wrong(JWTClaimsSet claims, String client, String nonce, Instant now)
            throws ParseException {
        if (claims.getSubject() == null || claims.getSubject().isEmpty()) {
            return Optional.of("the ID token says not who has signed in");
        }
        if (!claims.getAudience().contains(client)) {
            return Optional.of("the ID token is for another client");
        }
        if (!nonce.equals(claims.getStringClaim("nonce"))) {
            return Optional.of("the ID token belongs to another sign-in");
        }
        Date expires = claims.getExpirationTime();
        return expires == null || expires.toInstant().plus(SKEW).isBefore(now)
                ? Optional.of("the ID token has expired; check the clock of this machine")
                : Optional.empty();
    }
}
