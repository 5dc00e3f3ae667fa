package io.spidergate.vault.probe;

import io.spidergate.contracts.vault.DiscoveredLimit;
import io.spidergate.contracts.vault.RosterEntry;
import io.spidergate.vault.remote.ProviderCall.Failure;
import java.util.List;
import java.util.Set;

/// What a call to a provider has shown, without the provider's own words.
sealed interface Observation {

    /// @param signals what the body says in words known to the vault
    /// @param models that the body lists; empty when it lists none
    /// @param listed whether the body is a list of models
    /// @param limits that its headers tell
    record Answered(
            int status,
            Set<Signal> signals,
            boolean listed,
            List<RosterEntry> models,
            List<DiscoveredLimit> limits)
            implements Observation {

        public Answered {
            signals = Set.copyOf(signals);
            models = List.copyOf(models);
            limits = List.copyOf(limits);
        }
    }

    record Failed(Failure failure) implements Observation {}

    /// What providers say about an error, by machine code or, where they have none, by a known
    /// phrase.
    enum Signal {
        BAD_KEY,
        NO_MONEY,
        NO_QUOTA,
        WRONG_REGION
    }
}
