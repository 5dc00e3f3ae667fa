package io.spidergate.launcher;

import io.spidergate.contracts.billing.LedgerAudit;
import io.spidergate.contracts.billing.LedgerCorrection;
import io.spidergate.contracts.billing.NewCorrection;
import io.spidergate.launcher.admin.Ledger;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.money.Money;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ledger`: whether it is right, and what makes it right.
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(audit|correct|show)",
        description = "Audits the ledger of what agents spent, shows and corrects it.")
final class LedgerCommand extends CommandGroup {

    @Command(
            name = "audit",
            mixinStandardHelpOptions = true,
            description = {
                "Holds events, ledger entries and balances against each other.",
                "Ends with 1 where they differ."
            })
    int audit(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "2",
                            description =
                                    "Read the entries of the last N days, 1 to 366 (default: ${DEFAULT-VALUE}).")
                    int days) {
        LedgerAudit audit = ledger(options).audit(days);
        System.out.print(AuditReport.of(audit));
        return audit.differences().isEmpty() ? 0 : Launcher.FAILED;
    }

    @Command(
            name = "correct",
            mixinStandardHelpOptions = true,
            description = {
                "Adds an entry that corrects what a token has spent.",
                "Entries that are there are never changed."
            })
    int correct(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--token",
                            required = true,
                            paramLabel = "T",
                            description = "Reference of the token.")
                    String token,
            @Option(
                            names = "--usd",
                            required = true,
                            paramLabel = "X",
                            description =
                                    "US dollars, such as 0.25 where too little was charged, -0.25 where too much.")
                    String usd,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "R",
                            description = "For whoever reads the ledger.")
                    String reason,
            @Option(
                            names = "--reference",
                            required = true,
                            paramLabel = "F",
                            description =
                                    "What it refers to, such as an invoice; each is taken once a token.")
                    String reference,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            description =
                                    "Instant whose month it belongs to, such as 2026-10-31T12:00:00Z; now where absent.")
                    @Nullable String at) {
        LedgerCorrection corrected =
                ledger(options)
                        .correct(
                                new NewCorrection(
                                        token,
                                        amount(usd).nanoUsd(),
                                        reason,
                                        reference,
                                        at == null ? null : instant(at)));
        System.out.printf(
                "Entry %s corrects token %s by %s; it has spent %s in that month.%n",
                corrected.entryId(),
                corrected.tokenRef(),
                Money.ofNanoUsd(corrected.nanoUsd()),
                Money.ofNanoUsd(corrected.spentNanoUsd()));
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows the entry of a request or correction, and what it rests on.")
    int show(
            @Mixin SettingsOptions options,
            @Parameters(
                            paramLabel = "ID",
                            description = "x-request-id of the answer, or the correction's id.")
                    String id,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description = "Whose it must be; any where absent.")
                    @Nullable String workspace) {
        System.out.print(EntryDetails.of(ledger(options).entry(id, workspace)));
        return 0;
    }

    static Money amount(String usd) {
        try {
            return Money.ofUsd(usd);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new Refusal(
                    "--usd must be an amount of dollars such as -0.25, at most nine decimals, got '%s'."
                            .formatted(usd));
        }
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refusal(
                    "--at must be an instant such as 2026-10-31T12:00:00Z, got '%s'."
                            .formatted(text));
        }
    }

    private static Ledger ledger(SettingsOptions options) {
        Settings settings = options.read();
        return new Ledger(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
