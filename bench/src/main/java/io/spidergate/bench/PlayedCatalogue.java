package io.spidergate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A catalogue of nothing but the providers that a benchmark plays, from its resources.
public final class PlayedCatalogue {

    private PlayedCatalogue() {}

    /// Writes `aliases.yaml` and the providers' files into a folder of their own under `folder`.
    ///
    /// @param resources the folder of the class path that holds them; `${upstream}` in them is
    ///   where the providers are
    /// @return what the suite's environment must say
    public static Map<String, String> write(
            Path folder, String resources, List<String> providers, int upstreamPort) {
        Path catalogue = folder.resolve("catalogue");
        try {
            Files.createDirectories(catalogue.resolve("providers"));
            copy(resources, "aliases.yaml", catalogue, upstreamPort);
            for (String provider : providers) {
                copy(resources, "providers/" + provider + ".yaml", catalogue, upstreamPort);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue cannot be written", e);
        }
        return Map.of("SPIDERGATE_CATALOGUE_DIRECTORY", catalogue.toString());
    }

    private static void copy(String resources, String name, Path catalogue, int upstreamPort)
            throws IOException {
        String resource = "/%s/%s".formatted(resources, name);
        try (InputStream in = PlayedCatalogue.class.getResourceAsStream(resource)) {
            String text =
                    new String(
                            Objects.requireNonNull(in, resource).readAllBytes(),
                            StandardCharsets.UTF_8);
            Files.writeString(
                    catalogue.resolve(name),
                    text.replace("${upstream}", "http://127.0.0.1:" + upstreamPort));
        }
    }
}
