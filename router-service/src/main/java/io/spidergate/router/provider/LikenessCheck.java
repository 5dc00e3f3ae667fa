package io.spidergate.router.provider;

import io.spidergate.contracts.Problem;
import io.spidergate.contracts.routing.NewProvider;
import io.spidergate.router.catalogue.Catalogue;
import io.spidergate.router.catalogue.CatalogueProvider;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether what a provider is said to behave as is there.
final class LikenessCheck {

    private LikenessCheck() {}

    static @Nullable Problem problem(NewProvider wanted, Catalogue catalogue) {
        if (wanted.like() == null) {
            return wanted.modelsLike().isEmpty()
                    ? null
                    : new Problem(
                            "invalid_provider",
                            "modelsLike needs like, which says whose models they are",
                            "like");
        }
        Optional<CatalogueProvider> like = catalogue.likeness(wanted.like());
        if (like.isEmpty()) {
            return ProviderCheck.invalid(
                    "like", wanted.like(), "must be one of " + catalogue.likenesses());
        }
        for (Map.Entry<String, String> model : wanted.modelsLike().entrySet()) {
            if (!wanted.models().contains(model.getKey())) {
                return ProviderCheck.invalid("modelsLike", model.getKey(), "must be in models");
            }
            if (!like.get().hasModel(model.getValue())) {
                return ProviderCheck.invalid(
                        "modelsLike",
                        model.getValue(),
                        "must be a model of %s in the catalogue".formatted(wanted.like()));
            }
        }
        return null;
    }
}
