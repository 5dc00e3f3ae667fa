package io.spidergate.billing.agent;

import io.spidergate.allowance.Terms;
import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.contracts.id.WorkspaceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a new agent token may look like.
final class TokenRules {

    static final int MAX_NAME = 100;
    static final int MAX_MODELS = 100;
    static final int MAX_MODEL = 200;
    static final long MAX_REQUESTS = 1_000_000_000L;

    private TokenRules() {}

    /// The first rule that is broken, or nothing.
    static Optional<Broken> check(NewAgentToken token) {
        return checkWorkspace(token.workspace())
                .or(() -> checkName(token.name()))
                .or(() -> checkModels(token))
                .or(() -> checkLimits(token.limits()));
    }

    private static Optional<Broken> checkWorkspace(@Nullable String workspace) {
        return workspace == null || WorkspaceId.isWellFormed(workspace)
                ? Optional.empty()
                : broken(
                        "workspace",
                        "'workspace' must be %s, got %d characters"
                                .formatted(WorkspaceId.FORM_IN_WORDS, workspace.length()));
    }

    private static Optional<Broken> checkName(@Nullable String name) {
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

    private static Optional<Broken> checkModels(NewAgentToken token) {
        int count = token.allowedModels().size();
        if (count > MAX_MODELS) {
            return broken(
                    "allowedModels",
                    "'allowedModels' must have at most %d entries, got %d"
                            .formatted(MAX_MODELS, count));
        }
        for (int i = 0; i < count; i++) {
            String field = "allowedModels[" + i + "]";
            String model = token.allowedModels().get(i);
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

    private static Optional<Broken> checkLimits(@Nullable AgentLimits limits) {
        if (limits == null) {
            return broken("limits", "'limits' is missing");
        }
        return atMost("limits.requestsPerMinute", limits.requestsPerMinute(), MAX_REQUESTS)
                .or(() -> atMost("limits.requestsPerDay", limits.requestsPerDay(), MAX_REQUESTS))
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
