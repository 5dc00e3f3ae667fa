package io.spidergate.routing;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.Spending;
import java.util.List;
import java.util.Set;

/// What a request asks of a deployment.
///
/// @param workspace of the agent: what is another's does not exist for it
/// @param model alias or model as the caller gave it
/// @param needs what a deployment must be known to do
/// @param uses what the request makes use of, `needs` among it: of what goes beyond them most
///   models take no notice, but one that is known to refuse it is not asked
/// @param promptTokens counted or estimated
/// @param maxOutputTokens 0 where the caller set no limit
/// @param spending what its agent and its caller allow; the alias may allow less
/// @param allowedModels names that the agent may ask for, `*` at the end as wildcard; empty means
///   all
/// @param affinity of the conversation that it goes on with, see {@link Affinity}
/// @param lot what decides whether it is in a share of its alias, the same for all requests of a
///   conversation; 0 for one that is in none
public record PlanRequest(
        WorkspaceId workspace,
        String model,
        Set<Capability> needs,
        long promptTokens,
        int maxOutputTokens,
        Spending spending,
        List<String> allowedModels,
        long affinity,
        long lot,
        Set<Capability> uses) {

    /// Makes use of what it needs.
    public PlanRequest(
            WorkspaceId workspace,
            String model,
            Set<Capability> needs,
            long promptTokens,
            int maxOutputTokens,
            Spending spending,
            List<String> allowedModels,
            long affinity,
            long lot) {
        this(
                workspace,
                model,
                needs,
                promptTokens,
                maxOutputTokens,
                spending,
                allowedModels,
                affinity,
                lot,
                needs);
    }

    public PlanRequest(
            WorkspaceId workspace,
            String model,
            Set<Capability> needs,
            long promptTokens,
            int maxOutputTokens,
            Spending spending,
            List<String> allowedModels) {
        this(
                workspace,
                model,
                needs,
                promptTokens,
                maxOutputTokens,
                spending,
                allowedModels,
                Affinity.NONE,
                0);
    }

    public PlanRequest {
        if (promptTokens < 0 || maxOutputTokens < 0) {
            throw new IllegalArgumentException(
                    "tokens must not be negative: promptTokens=%d maxOutputTokens=%d"
                            .formatted(promptTokens, maxOutputTokens));
        }
        needs = Set.copyOf(needs);
        uses = Set.copyOf(uses);
        allowedModels = List.copyOf(allowedModels);
    }

    boolean allowsModel() {
        return allowedModels.isEmpty() || allowedModels.stream().anyMatch(this::matches);
    }

    private boolean matches(String pattern) {
        return pattern.endsWith("*")
                ? model.startsWith(pattern.substring(0, pattern.length() - 1))
                : model.equals(pattern);
    }
}
