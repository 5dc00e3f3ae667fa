package io.spidergate.router.catalogue;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All providers that files declare.
///
/// @param templates providers of which everybody has an address of their own, such as a resource of
///   Azure: nobody calls the one that stands in the file
/// @param simulated those that the provider simulator plays
/// @param simulatorPresent the simulator runs, so its providers can be called
/// @param mounted ids of those that come from the operator's directory
/// @param byApi ids of those that came by the API
public record Catalogue(
        List<CatalogueProvider> providers,
        List<CatalogueProvider> templates,
        List<CatalogueProvider> simulated,
        boolean simulatorPresent,
        Set<String> mounted,
        Set<String> byApi) {

    /// Stands in a file for the simulator's address; the files are checked without a simulator too.
    private static final String SIMULATOR = "${simulator}";

    private static final URI NO_SIMULATOR = URI.create("http://simulator.invalid");

    public Catalogue {
        providers = List.copyOf(providers);
        templates = List.copyOf(templates);
        simulated = List.copyOf(simulated);
        mounted = Set.copyOf(mounted);
        byApi = Set.copyOf(byApi);
        Require.unique(
                "the catalogue",
                Stream.of(providers, templates, simulated).flatMap(List::stream).toList(),
                CatalogueProvider::id);
    }

    /// @param simulator base address of the provider simulator, where one runs
    /// @param trainingOptedOut providers whose accounts have opted out of training, or pay for that
    /// @param files of the operator
    /// @throws BrokenCatalogueException when a file cannot be used
    public static Catalogue load(
            @Nullable URI simulator, Set<String> trainingOptedOut, OperatorFiles files) {
        CatalogueIndex index =
                CatalogueYaml.parse(
                        "index.yaml", CatalogueYaml.text("index.yaml"), CatalogueIndex.class);
        files.providers().keySet().forEach(id -> requireFree(id, index));
        URI address = simulator == null ? NO_SIMULATOR : simulator;
        Set<String> ids = new LinkedHashSet<>(index.providers());
        ids.addAll(files.providers().keySet());
        return new Catalogue(
                ids.stream()
                        .map(id -> provider(id, files.providers().get(id), withoutSlash(address)))
                        .map(p -> trainingOptedOut.contains(p.id()) ? p.withoutTraining() : p)
                        .toList(),
                index.templates().stream().map(id -> read("templates/", id, "")).toList(),
                index.simulated().stream()
                        .map(id -> read("simulated/", id, withoutSlash(address)))
                        .toList(),
                simulator != null,
                files.providers().keySet().stream()
                        .filter(id -> !files.byApi().contains(id))
                        .collect(Collectors.toUnmodifiableSet()),
                files.byApi());
    }

    private static void requireFree(String id, CatalogueIndex index) {
        if (index.templates().contains(id) || index.simulated().contains(id)) {
            throw new BrokenCatalogueException(
                    "providers/" + id + ".yaml",
                    "'%s' is the name of a template or of the simulator; choose another"
                            .formatted(id));
        }
    }

    /// Who can change the entry: this release, the operator's files, or the API.
    public String owner(String id) {
        if (mounted.contains(id)) {
            return "file";
        }
        return byApi.contains(id) ? "api" : "catalogue";
    }

    private static CatalogueProvider provider(String id, @Nullable String text, String simulator) {
        return text == null
                ? read("providers/", id, simulator)
                : parsed("providers/" + id + ".yaml", id, text, simulator);
    }

    /// Whether a file of this name stands for a provider that can be called for real.
    public boolean hasFile(String id) {
        return providers.stream().anyMatch(p -> p.id().equals(id));
    }

    /// What this release says.
    ///
    /// @param name of a provider, or of the aliases
    public static String text(String name) {
        return CatalogueYaml.text(
                name.equals(OperatorFiles.ALIASES_NAME)
                        ? OperatorFiles.ALIASES
                        : "providers/" + name + ".yaml");
    }

    public boolean declares(String provider, String model) {
        return Stream.concat(providers.stream(), simulated.stream())
                .anyMatch(p -> p.id().equals(provider) && p.hasModel(model));
    }

    /// What an added provider can be said to behave as.
    public Optional<CatalogueProvider> likeness(String id) {
        return Stream.concat(templates.stream(), providers.stream())
                .filter(p -> p.id().equals(id))
                .findFirst();
    }

    public List<String> likenesses() {
        return Stream.concat(templates.stream(), providers.stream())
                .map(CatalogueProvider::id)
                .toList();
    }

    /// A name that an administrator cannot take, whether or not the simulator runs.
    public boolean hasProvider(String id) {
        return Stream.concat(providers.stream(), simulated.stream())
                .anyMatch(p -> p.id().equals(id));
    }

    private static CatalogueProvider read(String folder, String id, String simulator) {
        String file = folder + id + ".yaml";
        return parsed(file, id, CatalogueYaml.text(file), simulator);
    }

    private static CatalogueProvider parsed(String file, String id, String text, String simulator) {
        CatalogueProvider provider =
                CatalogueYaml.parse(
                        file, text.replace(SIMULATOR, simulator), CatalogueProvider.class);
        if (!provider.id().equals(id)) {
            throw new BrokenCatalogueException(
                    file, "id is '%s', but the file is named '%s'".formatted(provider.id(), id));
        }
        return provider;
    }

    private static String withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
