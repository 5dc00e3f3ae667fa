package io.spidergate.dashboard.invite;

import io.spidergate.contracts.routing.ProviderView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A provider for people who have never heard of its id.
///
/// @param note what its terms mean for who uses it
public record NamedProvider(String name, boolean maySeeTraining, @Nullable String note) {

    static NamedProvider of(String id, Optional<ProviderView> known) {
        return known.map(provider ->
                        new NamedProvider(
                                provider.displayName(),
                                provider.maySeeTraining(),
                                provider.termsNote()))
                .orElseGet(() -> new NamedProvider(id, false, null));
    }
}
