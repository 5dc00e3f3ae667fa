package io.spidergate.router.snapshot;

import io.micrometer.core.instrument.MeterRegistry;
import io.spidergate.router.alias.AliasBook;
import io.spidergate.router.catalogue.BrokenCatalogueException;
import io.spidergate.router.catalogue.Catalogue;
import io.spidergate.router.catalogue.CatalogueConfig;
import io.spidergate.router.catalogue.OperatorFiles;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The providers and aliases that files declare: of this release, of the operator's directory, and
/// of the API; the last two are read again while the service runs. A broken directory stops the
/// start; later what is broken changes nothing, and is told of.
@Singleton
public final class Declarations {

    private static final Logger LOG = Logger.getLogger(Declarations.class);

    private final CatalogueConfig config;
    private volatile Read current;
    private volatile @Nullable OperatorFiles byApi;
    private volatile @Nullable String trouble;

    /// @param files that the rest was made of
    private record Read(OperatorFiles files, Catalogue catalogue, AliasBook aliases) {}

    Declarations(CatalogueConfig config, MeterRegistry meters) {
        this.config = config;
        this.current = read(mounted());
        meters.gauge("spidergate.catalogue.broken", this, it -> it.trouble == null ? 0 : 1);
    }

    public Catalogue catalogue() {
        return current.catalogue();
    }

    public AliasBook aliases() {
        return current.aliases();
    }

    /// What came by the API has been read once: before that the half of it may be missing.
    boolean isWhole() {
        return byApi != null;
    }

    /// Reads the operator's directory again.
    ///
    /// @param api what has come by the API
    /// @return whether anything has changed
    synchronized boolean refresh(OperatorFiles api) {
        boolean first = byApi == null;
        byApi = api;
        try {
            OperatorFiles files = mounted().over(api);
            boolean changed = !files.equals(current.files());
            if (changed) {
                current = read(files);
                LOG.info("the catalogue was read again");
            }
            trouble = null;
            return changed || first;
        } catch (BrokenCatalogueException e) {
            if (!String.valueOf(e.getMessage()).equals(trouble)) {
                LOG.errorf("the catalogue stays as it was: %s", e.getMessage());
            }
            trouble = String.valueOf(e.getMessage());
            return first;
        }
    }

    /// Whether a file in the operator's directory has this name: then it is its owner's to change.
    public boolean isMounted(String name) {
        return current.files().has(name) && !current.files().byApi().contains(name);
    }

    /// Who has the last word on the aliases.
    public String ownerOfAliases() {
        if (isMounted(OperatorFiles.ALIASES_NAME)) {
            return "file";
        }
        return current.files().has(OperatorFiles.ALIASES_NAME) ? "api" : "catalogue";
    }

    /// What stands in a file; null where nobody has one of this name.
    public @Nullable String text(String name) {
        String own = current.files().text(name);
        if (own != null) {
            return own;
        }
        return name.equals(OperatorFiles.ALIASES_NAME) || catalogue().hasFile(name)
                ? Catalogue.text(name)
                : null;
    }

    /// @throws BrokenCatalogueException where everything together could not be used after this
    public void check(Map<String, String> api) {
        read(mounted().over(OperatorFiles.byApi(api)));
    }

    private OperatorFiles mounted() {
        return config.directory().map(OperatorFiles::read).orElse(OperatorFiles.NONE);
    }

    private Read read(OperatorFiles files) {
        Catalogue catalogue =
                Catalogue.load(
                        config.simulatorUrl().orElse(null),
                        config.trainingOptedOut().orElse(Set.of()),
                        files);
        return new Read(files, catalogue, AliasBook.load(catalogue, files));
    }
}
