package io.spidergate.launcher;

import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.IssuedToken;
import io.spidergate.contracts.billing.Rotation;
import io.spidergate.contracts.billing.TokenChange;
import io.spidergate.launcher.admin.Agents;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `token`: agents and their tokens.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(create|list|show|edit|pause|resume|rotate|revoke)",
        description = {
            "Makes, lists, edits, pauses, rotates and revokes agent tokens. Gateways know of every",
            "change within a second."
        })
final class TokenCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Makes an agent and prints its token, which is never shown again. One that is",
                "recognised by JWTs has no secret, unless it is asked for: nothing is printed then."
            })
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
            @Option(names = "--with-secret", description = "A secret besides --jwt-issuer.")
                    boolean withSecret,
            @Mixin TokenOptions token) {
        IssuedToken issued =
                agents(options)
                        .issue(token.asked(name, workspace, withSecret ? true : null, now()));
        String secret = issued.secret();
        System.err.println(
                "Agent %s has the token %s; %s"
                        .formatted(
                                issued.agent().name(),
                                issued.agent().tokenRef(),
                                secret == null
                                        ? "it is recognised by its JWT and has no secret."
                                        : "its secret is shown only now:"));
        if (secret != null) {
            System.out.println(secret);
        }
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists agent tokens.")
    int list(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description = "Of this workspace alone.")
                    @Nullable String workspace) {
        System.out.print(TokenListing.table(agents(options).all(workspace), now()));
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Tells all of a token.")
    int show(@Mixin SettingsOptions options, @Mixin WhichToken which) {
        AgentView agent = agents(options).show(which.token(), which.workspace());
        System.out.print(TokenListing.details(agent, now()));
        return 0;
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Changes a token; what is not named stays.")
    int edit(
            @Mixin SettingsOptions options,
            @Mixin WhichToken which,
            @Option(names = "--name", paramLabel = "N", description = "Of the agent.")
                    @Nullable String name,
            @Option(
                            names = "--no-secret",
                            description = "Ends its secret; it must be recognised by JWTs.")
                    boolean noSecret,
            @Mixin TokenOptions token) {
        TokenChange change = token.change(name, noSecret ? false : null, now());
        if (change.equals(TokenChange.NONE)) {
            throw new Refusal("Say what is to change; 'token edit --help' shows what can.");
        }
        return told("Changed", agents(options).change(which.token(), which.workspace(), change));
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Refuses a token until it is resumed.")
    int pause(@Mixin SettingsOptions options, @Mixin WhichToken which) {
        return told(
                "Paused",
                agents(options)
                        .change(which.token(), which.workspace(), TokenChange.pausing(true)));
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Lets a paused token in again.")
    int resume(@Mixin SettingsOptions options, @Mixin WhichToken which) {
        return told(
                "Resumed",
                agents(options)
                        .change(which.token(), which.workspace(), TokenChange.pausing(false)));
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Gives a token a new secret and prints it, never to be shown again. Limits,",
                "reference and history stay."
            })
    int rotate(
            @Mixin SettingsOptions options,
            @Mixin WhichToken which,
            @Option(
                            names = "--grace",
                            paramLabel = "SPAN",
                            defaultValue = "24h",
                            description =
                                    "For so long the secret before goes on, such as 15m (24h"
                                            + " by default, 0s for not at all, at most 30d).")
                    String grace) {
        Rotation rotation = new Rotation(Spans.span("--grace", grace).toSeconds());
        IssuedToken issued = agents(options).rotate(which.token(), which.workspace(), rotation);
        System.err.println(
                "The token %s of agent %s has a new secret, shown only now; %s:"
                        .formatted(
                                issued.agent().tokenRef(),
                                issued.agent().name(),
                                issued.agent().previousUntil() == null
                                        ? "it had none before"
                                        : "the one before ends at "
                                                + issued.agent().previousUntil()));
        System.out.println(issued.secret());
        return 0;
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Ends a token for good.")
    int revoke(@Mixin SettingsOptions options, @Mixin WhichToken which) {
        agents(options).revoke(which.token(), which.workspace());
        System.err.println("Revoked %s.".formatted(which.token()));
        return 0;
    }

    private static int told(String done, AgentView agent) {
        System.err.println("%s %s (%s).".formatted(done, agent.name(), agent.tokenRef()));
        return 0;
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    private static Agents agents(SettingsOptions options) {
        Settings settings = options.read();
        return new Agents(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
