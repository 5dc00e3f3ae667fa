package io.spidergate.gateway.admission;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.TokenLife;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Decides whether a presented token lets its bearer in.
public final class Admission {

    private static final int MAX_TOKEN_LENGTH = 512;

    private final AgentTokens tokens;
    private final Clock clock;

    public Admission(AgentTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /// @param presented the secret form as the caller sent it, or null
    public AdmissionDecision decide(@Nullable String presented, String scope) {
        if (presented == null || presented.isBlank()) {
            return new AdmissionDecision.NoToken();
        }
        String ref = reference(presented);
        if (ref == null) {
            return new AdmissionDecision.MalformedToken();
        }
        AgentToken token = tokens.byRef(ref);
        if (token == null) {
            return tokens.isComplete()
                    ? new AdmissionDecision.InvalidToken()
                    : new AdmissionDecision.NotReady();
        }
        Instant now = clock.instant();
        return matches(token, presented, now)
                ? ofBearer(token, scope, now)
                : new AdmissionDecision.InvalidToken();
    }

    /// Whoever has shown the secret may know what has become of the token, but for its revocation:
    /// a revoked secret may be in wrong hands.
    private static AdmissionDecision ofBearer(AgentToken token, String scope, Instant now) {
        TokenLife life = token.life();
        if (token.revoked()) {
            return new AdmissionDecision.InvalidToken();
        }
        if (life.expiresAt() != null && life.isExpired(now)) {
            return new AdmissionDecision.Expired(life.expiresAt());
        }
        if (life.paused()) {
            return new AdmissionDecision.Paused();
        }
        return token.scopes().contains(scope)
                ? new AdmissionDecision.Admitted(token)
                : new AdmissionDecision.ScopeMissing(scope);
    }

    /// The public part of `spidergate_pat_<ref>_<secret>`, or null where that is not the form.
    private static @Nullable String reference(String presented) {
        if (presented.length() > MAX_TOKEN_LENGTH || !presented.startsWith(AgentToken.PREFIX)) {
            return null;
        }
        int start = AgentToken.PREFIX.length();
        int end = presented.indexOf('_', start);
        return end <= start || end == presented.length() - 1
                ? null
                : presented.substring(start, end);
    }

    /// In time that does not depend on how many characters are right.
    private static boolean matches(AgentToken token, String presented, Instant now) {
        byte[] actual = ascii(HexFormat.of().formatHex(sha256(presented)));
        if (MessageDigest.isEqual(ascii(token.secretHash()), actual)) {
            return true;
        }
        TokenLife.PreviousSecret previous = token.life().previous();
        return previous != null
                && now.isBefore(previous.until())
                && MessageDigest.isEqual(ascii(previous.hash()), actual);
    }

    private static byte[] ascii(String hash) {
        return hash.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
