package io.spidergate.billing.agent;

import io.spidergate.billing.agent.TokenRules.Broken;
import io.spidergate.contracts.billing.JwtIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the identity of an agent may look like.
final class IdentityRules {

    static final int MAX_TEXT = 512;
    static final int MAX_CLAIMS = 8;
    static final int MAX_CLAIM_NAME = 200;

    /// Said by other fields, or of a single JWT rather than of who bears it.
    private static final Set<String> RESERVED = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");

    /// RFC 6901: `~` stands only before 0 and 1.
    private static final Predicate<String> POINTER =
            Pattern.compile("(/([^~/]|~[01])*)+").asMatchPredicate();

    private static final int MAX_SHOWN = 100;

    private IdentityRules() {}

    /// The first rule that is broken, or nothing.
    static Optional<Broken> check(@Nullable JwtIdentity identity) {
        if (identity == null || identity.equals(JwtIdentity.NONE)) {
            return Optional.empty();
        }
        return checkText("identity.issuer", identity.issuer())
                .or(() ->
                        identity.audience() == null
                                ? Optional.empty()
                                : checkText("identity.audience", identity.audience()))
                .or(() -> checkClaims(identity.claims()));
    }

    private static Optional<Broken> checkText(String field, String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            return broken(
                    field,
                    "'%s' must have 1 to %d characters, got %d"
                            .formatted(field, MAX_TEXT, text.length()));
        }
        return isPrintable(text) && text.indexOf(' ') < 0
                ? Optional.empty()
                : broken(
                        field, "'%s' must not hold spaces nor control characters".formatted(field));
    }

    private static Optional<Broken> checkClaims(Map<String, String> claims) {
        if (claims.isEmpty() || claims.size() > MAX_CLAIMS) {
            return broken(
                    "identity.claims",
                    "'identity.claims' must have 1 to %d entries, got %d"
                            .formatted(MAX_CLAIMS, claims.size()));
        }
        return claims.entrySet().stream()
                .map(claim -> checkName(claim.getKey()).or(() -> checkValue(claim)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Broken> checkName(String name) {
        String field = "identity.claims." + shown(name);
        if (name.isEmpty() || name.length() > MAX_CLAIM_NAME || !isPrintable(name)) {
            return broken(
                    field,
                    "the claim '%s' must have a name of 1 to %d characters, none a control character, got %d"
                            .formatted(shown(name), MAX_CLAIM_NAME, name.length()));
        }
        if (RESERVED.contains(name)) {
            return broken(
                    field,
                    "the claim '%s' tells nobody apart; 'identity.issuer' and 'identity.audience' stand for iss and aud"
                            .formatted(name));
        }
        return !name.startsWith("/") || POINTER.test(name)
                ? Optional.empty()
                : broken(
                        field,
                        "the claim '%s' begins with '/' and must be a JSON Pointer: '~' only in '~0' and '~1'"
                                .formatted(shown(name)));
    }

    private static Optional<Broken> checkValue(Map.Entry<String, String> claim) {
        String field = "identity.claims." + shown(claim.getKey());
        String value = claim.getValue();
        if (value == null || value.isEmpty() || value.length() > MAX_TEXT || !isPrintable(value)) {
            return broken(
                    field,
                    "'%s' must have 1 to %d characters, none a control character, got %s"
                            .formatted(field, MAX_TEXT, value == null ? "none" : value.length()));
        }
        String fixed = JwtIdentity.fixed(value);
        return fixed.isEmpty() || fixed.indexOf('*') >= 0
                ? broken(
                        field,
                        "'%s' may hold '*' only at its end and after something, got '%s'"
                                .formatted(field, shown(value)))
                : Optional.empty();
    }

    private static boolean isPrintable(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private static Optional<Broken> broken(String field, String message) {
        return Optional.of(new Broken(field, message));
    }
}
