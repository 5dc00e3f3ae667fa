package io.spidergate.router.catalogue;

import java.util.List;

/// Which files make up the catalogue: a jar cannot be listed, so they are named.
record CatalogueIndex(List<String> providers, List<String> templates, List<String> simulated) {

    CatalogueIndex {
        templates = List.copyOf(Require.filled("templates", templates));
        providers = List.copyOf(Require.filled("providers", providers));
        simulated = List.copyOf(Require.filled("simulated", simulated));
    }
}
