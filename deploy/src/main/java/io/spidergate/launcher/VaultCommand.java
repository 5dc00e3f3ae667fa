package io.spidergate.launcher;

import io.spidergate.contracts.vault.AuditCheck;
import io.spidergate.contracts.vault.KeysetView;
import io.spidergate.contracts.vault.ReleaseAudit;
import io.spidergate.launcher.admin.Vault;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vault`: the keys under which the credentials lie, and what was done with credentials.
@Command(
        name = "vault",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(status|rotate|retire|audit)",
        description = "Shows and rotates the vault's keyset; shows and checks its audit.")
final class VaultCommand extends CommandGroup {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(500);

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Shows which keys there are and how many credentials lie under each.")
    int status(@Mixin SettingsOptions options) {
        print(vault(options).keyset());
        return 0;
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a fresh key and brings every credential under it, while requests go on.",
                "Back up the keyset file again afterwards."
            })
    int rotate(@Mixin SettingsOptions options) throws InterruptedException {
        Vault vault = vault(options);
        KeysetView view = vault.rotate();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!view.settled() && System.nanoTime() < deadline) {
            System.err.println(progress(view));
            Thread.sleep(LOOK);
            view = vault.keyset();
        }
        print(view);
        if (!view.settled()) {
            throw new Refusal(
                    "Not everything lies under the new key yet; 'vault status' shows how far it is.");
        }
        System.err.println(
                "Rotated. Back up the keyset file now; 'vault retire' takes the old keys out of it.");
        return 0;
    }

    private static String progress(KeysetView view) {
        KeysetView.Key primary = view.keys().getFirst();
        long all = view.keys().stream().mapToLong(KeysetView.Key::credentials).sum();
        return primary.sealing()
                ? "%d of %d credentials lie under the new key".formatted(primary.credentials(), all)
                : "waiting until each of %d replicas has the new key".formatted(view.replicas());
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = {
                "Takes the keys out of the keyset that nothing lies under. Back-ups of the database",
                "that are older than the rotation need the keyset of then."
            })
    int retire(@Mixin SettingsOptions options) {
        print(vault(options).retire());
        return 0;
    }

    @Command(
            name = "audit",
            mixinStandardHelpOptions = true,
            description = "Shows what was done with credentials, the newest first.")
    int audit(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "So many entries, 1 to 1000; ${DEFAULT-VALUE}.")
                    int limit,
            @Option(
                            names = "--check",
                            description = "Read all of it instead, and check its chain of hashes.")
                    boolean check) {
        Vault vault = vault(options);
        if (check) {
            return check(vault.checkAudit());
        }
        Table table = new Table("ENTRY", "AT", "ACTION", "CREDENTIAL", "BY", "DETAIL");
        for (ReleaseAudit entry : vault.audit(limit)) {
            table.row(
                    Long.toString(entry.sequence()),
                    entry.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                    entry.action(),
                    entry.credential() == null ? "" : entry.credential().value(),
                    entry.actor(),
                    entry.detail() == null ? "" : entry.detail());
        }
        System.out.print(table);
        return 0;
    }

    private static int check(AuditCheck checked) {
        if (checked.broken() == null) {
            System.out.println("The chain of %d entries holds.".formatted(checked.entries()));
            return 0;
        }
        System.out.println("The chain is broken: %s.".formatted(checked.broken()));
        return Launcher.FAILED;
    }

    private static void print(KeysetView view) {
        Table table = new Table("KEY", "STATE", "CREDENTIALS");
        for (KeysetView.Key key : view.keys()) {
            table.row(Long.toString(key.id()), state(key), Long.toString(key.credentials()));
        }
        System.out.print(table);
        if (view.unreadable() > 0) {
            System.out.println(
                    "%d credentials cannot be opened; the vault's log names them."
                            .formatted(view.unreadable()));
        }
        if (!view.trouble().isEmpty()) {
            System.out.println(view.trouble());
        }
    }

    private static String state(KeysetView.Key key) {
        if (key.primary()) {
            return key.sealing() ? "in use" : "waits for all replicas";
        }
        return key.sealing() ? "in use until then" : "old";
    }

    private static Vault vault(SettingsOptions options) {
        Settings settings = options.read();
        return new Vault(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
