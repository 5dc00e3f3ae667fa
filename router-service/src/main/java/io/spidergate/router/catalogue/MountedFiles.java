package io.spidergate.router.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an operator has mounted beside the catalogue of this release: files of the same form, of
/// which each replaces what has the same name, or adds to it.
///
/// @param providers the text of each `providers/NAME.yaml`, by its name
/// @param aliases the text of `aliases.yaml`; absent where there is none
public record MountedFiles(Map<String, String> providers, @Nullable String aliases) {

    public static final MountedFiles NONE = new MountedFiles(Map.of(), null);

    public static final String ALIASES = "aliases.yaml";

    private static final String SUFFIX = ".yaml";

    public MountedFiles {
        providers = new TreeMap<>(providers);
    }

    /// @throws BrokenCatalogueException when the directory or a file of it cannot be read
    public static MountedFiles read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new BrokenCatalogueException(
                    directory.toString(), "spidergate.catalogue.directory is no directory");
        }
        Map<String, String> providers = new TreeMap<>();
        Path folder = directory.resolve("providers");
        if (Files.isDirectory(folder)) {
            for (Path file : files(folder)) {
                String name = file.getFileName().toString();
                providers.put(name.substring(0, name.length() - SUFFIX.length()), text(file));
            }
        }
        Path aliases = directory.resolve(ALIASES);
        return new MountedFiles(providers, Files.exists(aliases) ? text(aliases) : null);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isYaml(file.getFileName().toString())).toList();
        } catch (IOException e) {
            throw new BrokenCatalogueException(
                    folder.toString(), "cannot be read: " + e.getMessage());
        }
    }

    /// A mounted volume holds hidden files of its own.
    private static boolean isYaml(String name) {
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BrokenCatalogueException(
                    file.toString(), "cannot be read: " + e.getMessage());
        }
    }
}
