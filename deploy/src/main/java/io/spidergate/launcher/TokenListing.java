package io.spidergate.launcher;

import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.launcher.console.Table;
import io.spidergate.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;

/// Agent tokens for people. Pure.
final class TokenListing {

    private TokenListing() {}

    static String table(List<AgentView> agents, Instant now) {
        Table table =
                new Table(
                        "TOKEN",
                        "NAME",
                        "WORKSPACE",
                        "STATE",
                        "LIMITS",
                        "MODELS",
                        "REQUESTS",
                        "SPENT");
        for (AgentView agent : agents) {
            table.row(
                    agent.tokenRef(),
                    agent.name(),
                    agent.workspace().value(),
                    state(agent, now),
                    TokenLimits.describe(agent.limits(), agent.spending()),
                    models(agent),
                    Long.toString(agent.requestsThisMonth()),
                    Money.ofNanoUsd(agent.spentThisMonthNanoUsd()).toString());
        }
        return table.toString();
    }

    static String details(AgentView agent, Instant now) {
        Table table = new Table(agent.tokenRef(), agent.name());
        table.row("workspace", agent.workspace().value());
        table.row("state", state(agent, now));
        table.row("created", shown(agent.createdAt()));
        table.row("expires", agent.expiresAt() == null ? "never" : shown(agent.expiresAt()));
        if (agent.previousUntil() != null && now.isBefore(agent.previousUntil())) {
            table.row("former secret", "until " + shown(agent.previousUntil()));
        }
        table.row("secret", agent.hasSecret() ? "yes" : "none");
        JwtIdentity identity = agent.identity();
        if (identity != null) {
            table.row("recognised by", described(identity));
        }
        table.row("scopes", String.join(", ", new TreeSet<>(agent.scopes())));
        table.row("limits", TokenLimits.describe(agent.limits(), agent.spending()));
        table.row("models", models(agent));
        table.row("capture", TokenLimits.word(agent.capture()));
        table.row("tags", agent.tags().isEmpty() ? "none" : String.join(", ", agent.tags()));
        table.row("this month", usage(agent));
        return table.toString();
    }

    private static String described(JwtIdentity identity) {
        StringBuilder words = new StringBuilder("JWT of " + identity.issuer());
        if (identity.audience() != null) {
            words.append(" for ").append(identity.audience());
        }
        identity.claims().forEach((name, value) -> words.append(", %s=%s".formatted(name, value)));
        return words.toString();
    }

    static String state(AgentView agent, Instant now) {
        if (agent.revoked()) {
            return "revoked";
        }
        if (agent.expiresAt() != null && !now.isBefore(agent.expiresAt())) {
            return "expired";
        }
        return agent.paused() ? "paused" : "active";
    }

    private static String usage(AgentView agent) {
        return "%d requests, %s"
                .formatted(
                        agent.requestsThisMonth(), Money.ofNanoUsd(agent.spentThisMonthNanoUsd()));
    }

    private static String models(AgentView agent) {
        return agent.allowedModels().isEmpty() ? "all" : String.join(",", agent.allowedModels());
    }

    private static String shown(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
