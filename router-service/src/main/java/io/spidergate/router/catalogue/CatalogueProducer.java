package io.spidergate.router.catalogue;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/// Loads the catalogue once; a broken one stops the start.
final class CatalogueProducer {

    @Produces
    @Singleton
    Catalogue catalogue(CatalogueConfig config) {
        return Catalogue.load(
                config.simulatorUrl().orElse(null), config.trainingOptedOut().orElse(Set.of()));
    }
}
