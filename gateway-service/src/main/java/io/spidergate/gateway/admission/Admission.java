package io.spidergate.gateway.admission;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.gateway.admission.jwt.JwtFacts;
import io.spidergate.gateway.admission.jwt.JwtFault;
import io.spidergate.gateway.admission.jwt.JwtForm;
import io.spidergate.gateway.admission.jwt.JwtVerdict;
import io.spidergate.gateway.admission.jwt.JwtVerdicts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Decides whether a presented token lets its bearer in.
public final class Admission {

    private static final int MAX_TOKEN_LENGTH = 512;

    private final AgentTokens tokens;
    private final JwtVerdicts jwts;
    private final Clock clock;

    /// Where agents have secrets only.
    public Admission(AgentTokens tokens, Clock clock) {
        this(tokens, JwtVerdicts.NONE, clock);
    }

    public Admission(AgentTokens tokens, JwtVerdicts jwts, Clock clock) {
        this.tokens = tokens;
        this.jwts = jwts;
        this.clock = clock;
    }

    /// Whether [#decideJwt] is to be asked, and not [#decide].
    public boolean isJwt(@Nullable String presented) {
        return jwts.isOn()
                && presented != null
                && !presented.startsWith(AgentToken.PREFIX)
                && JwtForm.fits(presented);
    }

    /// Complete at once where the JWT was seen before.
    public CompletionStage<AdmissionDecision> decideJwt(String presented, String scope) {
        return jwts.of(presented).thenApply(verdict -> ofVerdict(verdict, scope));
    }

    private AdmissionDecision ofVerdict(JwtVerdict verdict, String scope) {
        return switch (verdict) {
            case JwtVerdict.Verified(JwtFacts facts) ->
                    ofRecognised(tokens.recognise(facts), scope);
            case JwtVerdict.Expired(Instant since) -> new AdmissionDecision.ExpiredJwt(since);
            case JwtVerdict.Refused(JwtFault fault) -> new AdmissionDecision.UnacceptedJwt(fault);
            case JwtVerdict.Undecided(String reason, Duration retryAfter) ->
                    new AdmissionDecision.Undecided(reason, retryAfter);
        };
    }

    private AdmissionDecision ofRecognised(Recognition recognition, String scope) {
        return switch (recognition) {
            case Recognition.Of(AgentToken token) -> ofBearer(token, scope, clock.instant());
            case Recognition.OfNobody() ->
                    tokens.isComplete()
                            ? new AdmissionDecision.UnacceptedJwt(JwtFault.NO_AGENT)
                            : new AdmissionDecision.NotReady();
            case Recognition.OfSeveral several ->
                    new AdmissionDecision.UnacceptedJwt(JwtFault.AMBIGUOUS);
        };
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

    /// Whoever has shown the secret, or a JWT that stands for it, may know what has become of the
    /// token, but for its revocation: a revoked secret may be in wrong hands.
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
