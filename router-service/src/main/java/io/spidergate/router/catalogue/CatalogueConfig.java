package io.spidergate.router.catalogue;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// The catalogue of providers.
@ConfigMapping(prefix = "spidergate.catalogue")
public interface CatalogueConfig {

    /// A directory with providers and aliases of your own: `providers/NAME.yaml` and
    /// `aliases.yaml`, in the form of those in this release. Each replaces what has the same name,
    /// or adds to it. It is read again every few seconds; what is broken changes nothing and is
    /// told in the log.
    Optional<Path> directory();

    /// Base address of the provider simulator, such as `http://127.0.0.1:8090`. Without it no
    /// simulated provider exists. With it they serve as long as no real provider can.
    Optional<URI> simulatorUrl();

    /// Providers whose accounts have opted out of training, or pay so that it does not happen, such
    /// as `mistral,gemini`. Others that may train are used only by aliases that allow it.
    Optional<Set<String>> trainingOptedOut();
}
