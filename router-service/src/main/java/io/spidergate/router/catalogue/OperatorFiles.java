package io.spidergate.router.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an operator has said beside the catalogue of this release, by a mounted directory or by the
/// API: files of the same form, of which each replaces what has the same name, or adds to it.
///
/// @param providers the text of each `providers/NAME.yaml`, by its name
/// @param aliases the text of `aliases.yaml`; absent where there is none
/// @param byApi names of those that came by the API; `aliases` for the aliases
public record OperatorFiles(
        Map<String, String> providers, @Nullable String aliases, Set<String> byApi) {

    public static final OperatorFiles NONE = new OperatorFiles(Map.of(), null, Set.of());

    /// The name of the aliases among the files.
    public static final String ALIASES_NAME = "aliases";

    public static final String ALIASES = "aliases.yaml";

    private static final String SUFFIX = ".yaml";

    public OperatorFiles {
        providers = new TreeMap<>(providers);
        byApi = Set.copyOf(byApi);
    }

    /// @param texts by name
    public static OperatorFiles byApi(Map<String, String> texts) {
        Map<String, String> providers = new TreeMap<>(texts);
        String aliases = providers.remove(ALIASES_NAME);
        return new OperatorFiles(providers, aliases, texts.keySet());
    }

    /// These, and those of the others that have no namesake here.
    public OperatorFiles over(OperatorFiles others) {
        Map<String, String> all = new TreeMap<>(others.providers);
        all.putAll(providers);
        Set<String> api = new TreeSet<>(others.byApi);
        api.removeAll(providers.keySet());
        if (aliases != null) {
            api.remove(ALIASES_NAME);
        }
        api.addAll(byApi);
        return new OperatorFiles(all, aliases == null ? others.aliases : aliases, api);
    }

    public boolean has(String name) {
        return text(name) != null;
    }

    public @Nullable String text(String name) {
        return name.equals(ALIASES_NAME) ? aliases : providers.get(name);
    }

    /// @throws BrokenCatalogueException when the directory or a file of it cannot be read
    public static OperatorFiles read(Path directory) {
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
        return new OperatorFiles(providers, Files.exists(aliases) ? text(aliases) : null, Set.of());
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
