package io.spidergate.contracts.billing;

/// Whose requests a budget counts, all of one workspace.
///
/// @param value the agent's id or the tag; empty for the workspace as a whole
public record BudgetScope(Kind kind, String value) {

    public static final BudgetScope WORKSPACE = new BudgetScope(Kind.WORKSPACE, "");

    public enum Kind {
        /// All of its requests.
        WORKSPACE,
        /// Those of one agent.
        AGENT,
        /// Those of all agent tokens that have the tag.
        TAG
    }
}
