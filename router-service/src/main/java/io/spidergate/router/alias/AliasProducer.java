package io.spidergate.router.alias;

import io.spidergate.router.catalogue.Catalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Loads the aliases once; a broken file stops the start.
final class AliasProducer {

    @Produces
    @Singleton
    AliasBook aliases(Catalogue catalogue) {
        return AliasBook.load(catalogue);
    }
}
