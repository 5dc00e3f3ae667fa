package io.spidergate.launcher;

import io.spidergate.contracts.routing.CatalogueFile;
import io.spidergate.launcher.admin.CatalogueFiles;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `catalogue`: providers, models, prices and aliases as files.
@Command(
        name = "catalogue",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list|show|put|remove)",
        description = {
            "Shows the files of the catalogue and puts your own in their place:",
            "one for each provider, by its name, and one called aliases."
        })
final class CatalogueCommand extends CommandGroup {

    private static final String SUFFIX = ".yaml";

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the files and who owns each: the catalogue, a file, or the API.")
    int list(@Mixin SettingsOptions options) {
        Table table = new Table("NAME", "OWNER");
        for (CatalogueFile file : files(options).all()) {
            table.row(file.name(), file.owner());
        }
        System.out.print(table);
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints a file, to begin with for your own.")
    int show(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "NAME", description = "A provider, or aliases.") String name) {
        System.out.print(files(options).file(name).text());
        return 0;
    }

    @Command(
            name = "put",
            mixinStandardHelpOptions = true,
            description = "Puts a file in place of the one of the same name, or adds it.")
    int put(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "Another name than that of FILE.")
                    @Nullable String name,
            @Parameters(paramLabel = "FILE", description = "Such as acme.yaml or aliases.yaml.")
                    Path file) {
        String own = name == null ? nameOf(file) : name;
        files(options).put(own, read(file));
        System.err.println("%s is in use in a moment.".formatted(own));
        return 0;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes what was put; what this release says holds again.")
    int remove(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "NAME", description = "A provider, or aliases.") String name) {
        files(options).remove(name);
        System.err.println("Removed %s.".formatted(name));
        return 0;
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(SUFFIX)) {
            throw new Refusal("FILE must end in .yaml, or --name must say what it is.");
        }
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Refusal("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static CatalogueFiles files(SettingsOptions options) {
        Settings settings = options.read();
        return new CatalogueFiles(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
