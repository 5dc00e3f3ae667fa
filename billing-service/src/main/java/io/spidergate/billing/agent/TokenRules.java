package io.spidergate.billing.agent;

import io.spidergate.allowance.Terms;
import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.contracts.billing.Rotation;
import io.spidergate.contracts.billing.TokenChange;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What agent tokens and workspaces may look like.
final class TokenRules {

    /// Far away, and yet a year of four digits.
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    static final Set<String> ALL_SCOPES = Set.of("gate:chat", "gate:models", "gate:usage");

    static final int MAX_NAME = 100;
    static final int MAX_MODELS = 100;
    static final int MAX_MODEL = 200;
    static final long MAX_REQUESTS = 1_000_000_000L;
    static final long MAX_TOKENS = 1_000_000_000_000L;
    static final long MAX_CONCURRENT = 100_000L;

    static final int MAX_TAGS = 16;

    private static final Predicate<String> TAG =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._:/@-]{0,63}").asMatchPredicate();

    private TokenRules() {}

    /// The first rule that is broken, or nothing.
    static Optional<Broken> check(NewAgentToken token, Instant now) {
        return (token.workspace() == null
                        ? Optional.<Broken>empty()
                        : checkWorkspace("workspace", token.workspace()))
                .or(() -> checkName(token.name()))
                .or(() -> checkScopes(token.scopes() == null ? ALL_SCOPES : token.scopes()))
                .or(() -> checkModels(token.allowedModels()))
                .or(() -> checkLimits(token.limits()))
                .or(() -> checkTags(token.tags() == null ? List.of() : token.tags()))
                .or(() -> checkEnd(token.expiresAt(), now))
                .or(() -> checkEntrance(token));
    }

    /// Where a rule is broken, the call is answered by it.
    static void refuse(Optional<Broken> rule) {
        rule.ifPresent(broken -> {
            throw Refusal.badRequest(broken.field(), broken.message());
        });
    }

    /// What can be said of a change before it is made.
    static Optional<Broken> check(TokenChange change, Instant now) {
        if (Boolean.TRUE.equals(change.secret())) {
            return broken(
                    "secret", "'secret' may be false, which takes it away; rotate for another");
        }
        return TokenChange.NEVER.equals(change.expiresAt())
                ? Optional.empty()
                : checkEnd(change.expiresAt(), now);
    }

    /// A token as it would be after a change.
    static Optional<Broken> check(AgentToken token) {
        return checkName(token.name())
                .or(() -> checkScopes(token.scopes()))
                .or(() -> checkModels(token.allowedModels()))
                .or(() -> checkLimits(token.limits()))
                .or(() -> checkTags(token.tags()))
                .or(() -> IdentityRules.check(token.identity()))
                .or(() -> checkEntrance(token.hasSecret(), token.identity()));
    }

    private static Optional<Broken> checkEntrance(NewAgentToken token) {
        JwtIdentity identity = token.identity();
        return JwtIdentity.NONE.equals(identity)
                ? broken("identity", "'identity' must have an 'issuer' and 'claims', got neither")
                : IdentityRules.check(identity)
                        .or(() -> checkEntrance(token.wantsSecret(), identity));
    }

    /// Nobody could ever come in by a token that has neither.
    private static Optional<Broken> checkEntrance(
            boolean hasSecret, @Nullable JwtIdentity identity) {
        return hasSecret || identity != null
                ? Optional.empty()
                : broken(
                        "identity",
                        "a token needs a secret or an 'identity', or both; this one would have neither");
    }

    static Optional<Broken> check(Rotation rotation) {
        long grace = rotation.graceSeconds();
        return grace >= 0 && grace <= Rotation.MAX_GRACE_SECONDS
                ? Optional.empty()
                : broken(
                        "graceSeconds",
                        "'graceSeconds' must be from 0 to %d, got %d"
                                .formatted(Rotation.MAX_GRACE_SECONDS, grace));
    }

    static Optional<Broken> checkWorkspace(String field, @Nullable String workspace) {
        return workspace != null && WorkspaceId.isWellFormed(workspace)
                ? Optional.empty()
                : broken(
                        field,
                        "'%s' must be %s, got %s"
                                .formatted(
                                        field,
                                        WorkspaceId.FORM_IN_WORDS,
                                        workspace == null
                                                ? "none"
                                                : workspace.length() + " characters"));
    }

    private static Optional<Broken> checkEnd(@Nullable Instant end, Instant now) {
        return end == null || (end.isAfter(now) && end.isBefore(LATEST))
                ? Optional.empty()
                : broken(
                        "expiresAt",
                        "'expiresAt' must be later than now and before %s, got %s"
                                .formatted(LATEST, end));
    }

    private static Optional<Broken> checkScopes(Set<String> scopes) {
        for (String scope : scopes) {
            if (!ALL_SCOPES.contains(scope)) {
                return broken(
                        "scopes",
                        "'scopes' may hold %s, got '%s'"
                                .formatted(
                                        String.join(", ", new TreeSet<>(ALL_SCOPES)),
                                        scope.length() <= MAX_NAME ? scope : "…"));
            }
        }
        return scopes.isEmpty()
                ? broken("scopes", "'scopes' must have at least 1 entry, got 0")
                : Optional.empty();
    }

    static Optional<Broken> checkZone(String zone) {
        return ZoneId.getAvailableZoneIds().contains(zone)
                ? Optional.empty()
                : broken(
                        "zone",
                        "'zone' must be a name of the time zone database, such as UTC or Europe/Berlin");
    }

    static Optional<Broken> checkName(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > MAX_NAME) {
            return broken(
                    "name",
                    "'name' must have 1 to %d characters, got %s"
                            .formatted(MAX_NAME, name == null ? "none" : name.strip().length()));
        }
        if (!name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl)) {
            return broken(
                    "name",
                    "'name' must not begin or end with a space nor hold control characters");
        }
        return Optional.empty();
    }

    private static Optional<Broken> checkModels(List<String> models) {
        int count = models.size();
        if (count > MAX_MODELS) {
            return broken(
                    "allowedModels",
                    "'allowedModels' must have at most %d entries, got %d"
                            .formatted(MAX_MODELS, count));
        }
        for (int i = 0; i < count; i++) {
            String field = "allowedModels[" + i + "]";
            String model = models.get(i);
            if (model.isBlank() || model.length() > MAX_MODEL) {
                return broken(
                        field,
                        "'%s' must have 1 to %d characters, got %d"
                                .formatted(field, MAX_MODEL, model.length()));
            }
            int star = model.indexOf('*');
            if (star >= 0 && star != model.length() - 1) {
                return broken(
                        field,
                        "'%s' may hold '*' only at its end, got '%s'".formatted(field, model));
            }
            if (model.chars().anyMatch(Character::isISOControl)) {
                return broken(field, "'%s' must not hold control characters".formatted(field));
            }
        }
        return Optional.empty();
    }

    private static Optional<Broken> checkTags(List<String> tags) {
        if (tags.size() > MAX_TAGS) {
            return broken(
                    "tags",
                    "'tags' must have at most %d entries, got %d".formatted(MAX_TAGS, tags.size()));
        }
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            if (!TAG.test(tag)) {
                String field = "tags[" + i + "]";
                return broken(
                        field,
                        "'%s' must have 1 to 64 of letters, digits and . _ : / @ -, the first a letter or digit, got '%s'"
                                .formatted(field, tag.length() <= MAX_NAME ? tag : "…"));
            }
            if (tags.indexOf(tag) < i) {
                return broken("tags[" + i + "]", "'tags' must not hold '%s' twice".formatted(tag));
            }
        }
        return Optional.empty();
    }

    private static Optional<Broken> checkLimits(@Nullable AgentLimits limits) {
        if (limits == null) {
            return broken("limits", "'limits' is missing");
        }
        return atMost("limits.requestsPerMinute", limits.requestsPerMinute(), MAX_REQUESTS)
                .or(() -> atMost("limits.requestsPerDay", limits.requestsPerDay(), MAX_REQUESTS))
                .or(() -> atMost("limits.tokensPerMinute", limits.tokensPerMinute(), MAX_TOKENS))
                .or(() -> atMost("limits.tokensPerDay", limits.tokensPerDay(), MAX_TOKENS))
                .or(() ->
                        atMost(
                                "limits.concurrentRequests",
                                limits.concurrentRequests(),
                                MAX_CONCURRENT))
                .or(() -> atMost("limits.budgetNanoUsd", limits.budgetNanoUsd(), Terms.MAX_LIMIT));
    }

    private static Optional<Broken> atMost(String field, @Nullable Long value, long limit) {
        return value == null || value <= limit
                ? Optional.empty()
                : broken(field, "'%s' must be at most %d, got %d".formatted(field, limit, value));
    }

    private static Optional<Broken> broken(String field, String message) {
        return Optional.of(new Broken(field, message));
    }

    record Broken(String field, String message) {}
}
