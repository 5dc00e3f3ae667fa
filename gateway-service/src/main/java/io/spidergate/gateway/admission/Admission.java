package io.spidergate.gateway.admission;

import io.spidergate.contracts.billing.AgentToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Decides whether a presented token lets its bearer in.
public final class Admission {

    private static final int MAX_TOKEN_LENGTH = 512;

    private final AgentTokens tokens;

    public Admission(AgentTokens tokens) {
        this.tokens = tokens;
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
        if (!matches(token, presented) || token.revoked()) {
            return new AdmissionDecision.InvalidToken();
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
    private static boolean matches(AgentToken token, String presented) {
        byte[] expected = token.secretHash().getBytes(StandardCharsets.US_ASCII);
        byte[] actual =
                HexFormat.of().formatHex(sha256(presented)).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, actual);
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
