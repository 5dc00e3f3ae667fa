package io.spidergate.launcher;

import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.IssuedToken;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.launcher.admin.Agents;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `token`: agents and their tokens.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(create|list|revoke)",
        description = "Makes, lists and revokes agent tokens.")
final class TokenCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes an agent and prints its token, which is never shown again.")
    int create(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "N",
                            description = "Of the agent.")
                    String name,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description = {
                                "Such as ws_acme: uses this workspace's own keys first;",
                                "ws_default where absent."
                            })
                    @Nullable String workspace,
            @Option(
                            names = "--budget-usd",
                            paramLabel = "X",
                            description = "US dollars in a calendar month, such as 1.50.")
                    @Nullable String budget,
            @Option(names = "--soft", description = "Warn at the budget instead of refusing.")
                    boolean soft,
            @Option(names = "--rpm", paramLabel = "N", description = "Requests a minute.")
                    @Nullable Long requestsPerMinute,
            @Option(names = "--rpd", paramLabel = "N", description = "Requests a day.")
                    @Nullable Long requestsPerDay,
            @Option(
                            names = "--models",
                            split = ",",
                            paramLabel = "a,b",
                            description = "Only these aliases and models; '*' at the end matches.")
                    @Nullable List<String> models,
            @Option(
                            names = "--spending",
                            paramLabel = "S",
                            defaultValue = "paid_ok",
                            description =
                                    "free_only: never spend money; free_first: whatever is free"
                                            + " comes first; paid_ok: in the alias's order"
                                            + " (default).")
                    String spending) {
        if (soft && budget == null) {
            throw new Refusal("--soft needs --budget-usd.");
        }
        NewAgentToken asked =
                new NewAgentToken(
                        workspace,
                        name,
                        models == null ? List.of() : models,
                        TokenLimits.spending(spending),
                        TokenLimits.of(requestsPerMinute, requestsPerDay, budget, soft));
        IssuedToken issued = agents(options).issue(asked);
        System.err.println(
                "Agent %s has the token %s; its secret is shown only now:"
                        .formatted(issued.agent().name(), issued.agent().tokenRef()));
        System.out.println(issued.secret());
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists agent tokens.")
    int list(@Mixin SettingsOptions options) {
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
        for (AgentView agent : agents(options).all()) {
            table.row(
                    agent.tokenRef(),
                    agent.name(),
                    agent.workspace().value(),
                    agent.revoked() ? "revoked" : "active",
                    TokenLimits.describe(agent.limits(), agent.spending()),
                    agent.allowedModels().isEmpty()
                            ? "all"
                            : String.join(",", agent.allowedModels()),
                    Long.toString(agent.requestsThisMonth()),
                    Money.ofNanoUsd(agent.spentThisMonthNanoUsd()).toString());
        }
        System.out.print(table);
        return 0;
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Revokes a token; gateways refuse it within a second.")
    int revoke(
            @Mixin SettingsOptions options,
            @Parameters(
                            paramLabel = "TOKEN",
                            description = {
                                "Its reference or, in the default workspace, its agent's name."
                            })
                    String token) {
        agents(options).revoke(token);
        System.err.println("Revoked " + token + ".");
        return 0;
    }

    private static Agents agents(SettingsOptions options) {
        Settings settings = options.read();
        return new Agents(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
