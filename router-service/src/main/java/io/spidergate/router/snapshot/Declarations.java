package io.spidergate.router.snapshot;

import io.micrometer.core.instrument.MeterRegistry;
import io.spidergate.router.alias.AliasBook;
import io.spidergate.router.catalogue.BrokenCatalogueException;
import io.spidergate.router.catalogue.Catalogue;
import io.spidergate.router.catalogue.CatalogueConfig;
import io.spidergate.router.catalogue.MountedFiles;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The providers and aliases that files declare: of this release, and of the operator's directory,
/// which is read again while the service runs. Broken files stop the start; later they change
/// nothing, and are told of.
@Singleton
public final class Declarations {

    private static final Logger LOG = Logger.getLogger(Declarations.class);

    private final CatalogueConfig config;
    private volatile Read current;
    private volatile @Nullable String trouble;

    /// @param files that the rest was made of
    private record Read(MountedFiles files, Catalogue catalogue, AliasBook aliases) {}

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

    /// Reads the operator's directory again.
    ///
    /// @return whether anything has changed
    boolean refresh() {
        try {
            MountedFiles files = mounted();
            boolean changed = !files.equals(current.files());
            if (changed) {
                current = read(files);
                LOG.info("the catalogue was read again");
            }
            trouble = null;
            return changed;
        } catch (BrokenCatalogueException e) {
            if (!String.valueOf(e.getMessage()).equals(trouble)) {
                LOG.errorf("the catalogue stays as it was: %s", e.getMessage());
            }
            trouble = String.valueOf(e.getMessage());
            return false;
        }
    }

    private MountedFiles mounted() {
        return config.directory().map(MountedFiles::read).orElse(MountedFiles.NONE);
    }

    private Read read(MountedFiles files) {
        Catalogue catalogue =
                Catalogue.load(
                        config.simulatorUrl().orElse(null),
                        config.trainingOptedOut().orElse(Set.of()),
                        files);
        return new Read(files, catalogue, AliasBook.load(catalogue, files));
    }
}
