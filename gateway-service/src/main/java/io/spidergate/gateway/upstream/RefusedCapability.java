package io.spidergate.gateway.upstream;

import io.spidergate.contracts.routing.Capability;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a provider's words say that it cannot do.
///
/// @param possible what its words may mean, what they mean most likely first
/// @param alone whether it holds whatever else is asked for; false where only the combination is
///   refused, which teaches nothing of either
public record RefusedCapability(List<Capability> possible, boolean alone) {

    public RefusedCapability {
        possible = List.copyOf(possible);
    }

    /// Which of what was asked for is meant; null where none is.
    @Nullable Capability among(Set<Capability> uses) {
        for (Capability capability : possible) {
            if (uses.contains(capability)) {
                return capability;
            }
        }
        return null;
    }
}
