package io.spidergate.contracts.billing;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// By which JWTs an agent is recognised, so that it needs no secret: those of one issuer whose
/// claims say all of this.
///
/// A claim's name is that of a top-level claim, such as `sub`, or, where it begins with `/`, a JSON
/// Pointer (RFC 6901), such as `/kubernetes.io/namespace`. Its value is what the claim must be, or
/// with `*` at its end what it must begin with; of a list one entry must.
///
/// @param issuer as the claim `iss` has it, character by character
/// @param audience that `aud` must name besides the gateway's own; null for none
/// @param claims all of them must hold
public record JwtIdentity(String issuer, @Nullable String audience, Map<String, String> claims) {

    /// In a change: recognised by no JWT any more.
    public static final JwtIdentity NONE = new JwtIdentity("", null, Map.of());

    private static final String ANY_REST = "*";

    public JwtIdentity {
        issuer = issuer == null ? "" : issuer;
        claims =
                claims == null
                        ? Map.of()
                        : Collections.unmodifiableSortedMap(new TreeMap<>(claims));
    }

    /// Whether a claim of this value is meant by what an identity says of it.
    public static boolean means(String pattern, String value) {
        return isOpen(pattern) ? value.startsWith(fixed(pattern)) : value.equals(pattern);
    }

    /// Whether a JWT may exist that means both, as long as no claim is a list: where not, one claim
    /// is told in both and cannot be as both tell. Audiences tell nothing, for a JWT may have many.
    public boolean overlaps(JwtIdentity other) {
        return issuer.equals(other.issuer)
                && claims.entrySet().stream()
                        .noneMatch(claim ->
                                excludes(claim.getValue(), other.claims.get(claim.getKey())));
    }

    public static boolean isOpen(String pattern) {
        return pattern.endsWith(ANY_REST);
    }

    /// What a pattern says without its wildcard.
    public static String fixed(String pattern) {
        return isOpen(pattern) ? pattern.substring(0, pattern.length() - 1) : pattern;
    }

    private static boolean excludes(String pattern, @Nullable String other) {
        if (other == null) {
            return false;
        }
        if (!isOpen(pattern)) {
            return !means(other, pattern);
        }
        return isOpen(other)
                ? !fixed(other).startsWith(fixed(pattern))
                        && !fixed(pattern).startsWith(fixed(other))
                : !means(pattern, other);
    }
}
