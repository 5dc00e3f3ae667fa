package io.spidergate.gateway.admission.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Expired;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Refused;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Verified;
import java.security.Key;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.lang.JoseException;

/// Verifies JWTs with the keys at hand, by jose4j. The claims of one that is not signed by its
/// issuer's key decide nothing but where that key is looked for.
final class JwtVerification {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /// Trusts nothing: to learn whose JWT it claims to be. A claim that is told twice is refused
    /// here already.
    private static final JwtConsumer READER =
            new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build();

    private final Map<String, Issuer> byUrl;
    private final int maxLength;

    /// @param byUrl issuers by the claim `iss`
    JwtVerification(Map<String, Issuer> byUrl, int maxLength) {
        this.byUrl = Map.copyOf(byUrl);
        this.maxLength = maxLength;
    }

    /// What a JWT says of itself before anything of it is proven.
    sealed interface Reading {

        record Claimed(Issuer issuer, JsonWebSignature signed) implements Reading {}

        record Wrong(JwtFault fault) implements Reading {}
    }

    /// Not even worth a digest.
    boolean isTooLong(String jwt) {
        return jwt.length() > maxLength;
    }

    Reading read(String jwt) {
        if (isTooLong(jwt)) {
            return new Reading.Wrong(JwtFault.TOO_LONG);
        }
        try {
            JwtContext context = READER.process(jwt);
            if (context.getJoseObjects().size() != 1
                    || !(context.getJoseObjects().getFirst() instanceof JsonWebSignature signed)) {
                return new Reading.Wrong(JwtFault.UNREADABLE);
            }
            return claimed(context.getJwtClaims().getIssuer(), signed);
        } catch (InvalidJwtException | MalformedClaimException e) {
            return new Reading.Wrong(JwtFault.UNREADABLE);
        }
    }

    private Reading claimed(String url, JsonWebSignature signed) {
        Issuer issuer = url == null ? null : byUrl.get(url);
        if (issuer == null) {
            return new Reading.Wrong(JwtFault.UNKNOWN_ISSUER);
        }
        String algorithm = signed.getAlgorithmHeaderValue();
        return algorithm != null && issuer.algorithms().contains(algorithm)
                ? new Reading.Claimed(issuer, signed)
                : new Reading.Wrong(JwtFault.ALGORITHM);
    }

    JwtVerdict verify(String jwt, Reading.Claimed claimed, KeySet keys, Instant now) {
        try {
            Key key = keys.of(claimed.signed());
            return key == null
                    ? new Refused(JwtFault.UNKNOWN_KEY)
                    : judged(consumer(claimed.issuer(), key, now), jwt);
        } catch (JoseException | MalformedClaimException e) {
            return new Refused(JwtFault.UNREADABLE);
        }
    }

    private static JwtVerdict judged(JwtConsumer consumer, String jwt)
            throws MalformedClaimException {
        try {
            return verified(consumer.process(jwt));
        } catch (InvalidJwtException e) {
            return refused(e);
        }
    }

    private static JwtConsumer consumer(Issuer issuer, Key key, Instant now) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(
                                ConstraintType.PERMIT, issuer.algorithms().toArray(String[]::new)))
                .setExpectedIssuer(issuer.url())
                .setExpectedAudience(issuer.audiences().toArray(String[]::new))
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds((int) issuer.skew().toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build();
    }

    private static JwtVerdict verified(JwtContext context) throws MalformedClaimException {
        JwtClaims claims = context.getJwtClaims();
        JsonNode all = JSON.valueToTree(claims.getClaimsMap());
        Set<String> audiences = new HashSet<>(claims.getAudience());
        return new Verified(
                new JwtFacts(
                        claims.getIssuer(), audiences, all, instant(claims.getExpirationTime())));
    }

    /// Of several faults the one that tells least of when somebody else's JWT ends.
    private static JwtVerdict refused(InvalidJwtException e) throws MalformedClaimException {
        if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return new Refused(JwtFault.SIGNATURE);
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
                || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return new Refused(JwtFault.AUDIENCE);
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return new Refused(JwtFault.NO_EXPIRY);
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return new Refused(JwtFault.NOT_YET);
        }
        if (e.hasExpired()) {
            return new Expired(instant(e.getJwtContext().getJwtClaims().getExpirationTime()));
        }
        return new Refused(JwtFault.CLAIMS);
    }

    /// Some issuers write a number beyond all years for never.
    private static Instant instant(NumericDate date) {
        return Instant.ofEpochSecond(Math.clamp(date.getValue(), 0, LATEST.getEpochSecond()));
    }
}
