package io.spidergate.launcher;

import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.launcher.admin.Providers;
import io.spidergate.launcher.admin.RealPool;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.keyfile.EnvFile;
import io.spidergate.launcher.keyfile.FileEntry;
import io.spidergate.launcher.keyfile.LiteLlmConfig;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credential import`: keys that another program keeps.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the keys of a .env file, or of a LiteLLM proxy's config.yaml. Each is tested",
            "first; what the vault holds already is told, and what its provider refuses stays out."
        })
final class CredentialImport implements Callable<Integer> {

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Parameters(paramLabel = "FILE", description = "Ending in .yaml or .yml for LiteLLM's.")
    private Path file = Path.of(".env");

    @Option(
            names = "--workspace",
            paramLabel = "W",
            description = "Only agents of this workspace use the keys; all do where absent.")
    private @Nullable String workspace;

    @Option(
            names = "--account",
            paramLabel = "A",
            defaultValue = "default",
            description = "Where the providers count quota; ${DEFAULT-VALUE} where absent.")
    private String account = "default";

    @Option(names = "--untested", description = "Take the keys without asking their providers.")
    private boolean untested;

    @Option(names = "--dry-run", description = "Only show what the file has.")
    private boolean dry;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new Refusal("There is no file %s.".formatted(file));
        }
        List<FileEntry> entries = entries();
        if (entries.isEmpty()) {
            throw new Refusal("%s has no key that is known.".formatted(file));
        }
        Settings settings = options.read();
        RunState state = Suite.requireRunning(settings);
        Folders folders = new Folders(settings.data());
        Providers providers = new Providers(state, folders);
        Table table = new Table("ENTRY", "PROVIDER", "RESULT");
        for (FileEntry entry : entries) {
            switch (entry) {
                case FileEntry.PassedOver(String where, String why) -> table.row(where, "", why);
                case FileEntry.Key key ->
                        table.row(key.where(), key.provider(), bring(key, providers, folders));
            }
        }
        System.out.print(table);
        terms(entries, providers);
        return 0;
    }

    private static void terms(List<FileEntry> entries, Providers providers) {
        entries.stream()
                .filter(FileEntry.Key.class::isInstance)
                .map(entry -> ((FileEntry.Key) entry).provider())
                .distinct()
                .flatMap(name -> providers.find(name).stream())
                .forEach(provider ->
                        TermsNote.of(provider)
                                .ifPresent(note ->
                                        System.err.println(
                                                "%s. %s".formatted(provider.id(), note))));
    }

    private List<FileEntry> entries() {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".yaml") || name.endsWith(".yml")
                ? LiteLlmConfig.read(file, System.getenv())
                : EnvFile.read(file);
    }

    private String bring(FileEntry.Key key, Providers providers, Folders folders) {
        NewCredential credential =
                NewCredentials.of(workspace, key.provider(), account, key.secret());
        if (dry) {
            return "would be taken";
        }
        String tested = "";
        if (!untested) {
            ProbeResult result = providers.test(credential);
            if (result.verdict() == ProbeResult.Verdict.BAD_KEY) {
                return "not taken: the provider refuses it";
            }
            tested =
                    result.verdict() == ProbeResult.Verdict.WORKS
                            ? ", works"
                            : ", but: " + result.message();
        }
        if (!providers.addCredential(credential)) {
            return "held already";
        }
        new RealPool(folders).markReal(true);
        return "taken" + tested;
    }
}
