package io.spidergate.launcher;

import io.spidergate.launcher.console.Refusal;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The root of all commands.
@Command(
        name = "./spidergate",
        description = "Runs the SpiderGate suite on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            TokenCommand.class,
            WorkspaceCommand.class,
            BudgetCommand.class,
            WebhookCommand.class,
            NoticeCommand.class,
            QuotaCommand.class,
            ProviderCommand.class,
            CredentialCommand.class,
            InviteCommand.class,
            VaultCommand.class,
            CatalogueCommand.class,
            RosterCommand.class,
            CapacityCommand.class,
            FlowCommand.class,
            UsageCommand.class,
            CooldownCommand.class,
            CapabilityCommand.class,
            ShareCommand.class,
            LedgerCommand.class,
            ReconcileCommand.class,
            IdentityCommand.class,
            TestCommand.class,
            BenchCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Every port and the data folder can be set by an option (--gateway-port 9000),",
            "by the environment (SPIDERGATE_GATEWAY_PORT=9000), or by a line in",
            "spidergate.properties in the checkout (gateway.port=9000); the first one wins.",
            "Parts with a port: gateway, dashboard, router, vault, billing, traces, simulator,",
            "kafka, kafka-controller, postgres. --port-base moves all, --ports free takes free ones."
        })
public final class Launcher implements Runnable {

    static final int FAILED = 1;

    private Launcher() {}

    public static void main(String[] arguments) {
        int code = execute(List.of(arguments));
        System.exit(code);
    }

    static int execute(List<String> arguments) {
        CommandLine line = new CommandLine(new Launcher());
        line.setUsageHelpWidth(100);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof Refusal refusal) {
                if (!refusal.sentence().isEmpty()) {
                    System.err.println("spidergate: " + refusal.sentence());
                }
                return FAILED;
            }
            throw exception;
        });
        return line.execute(arguments.toArray(String[]::new));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
