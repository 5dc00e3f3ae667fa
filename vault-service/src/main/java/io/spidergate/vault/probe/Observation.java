package io.spidergate.vault.probe;

import io.spidergate.contracts.vault.DiscoveredLimit;
import io.spidergate.contracts.vault.RosterEntry;
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

    /// How a call can fail before there is an answer.
    enum Failure {
        UNKNOWN_HOST("its host name is not known"),
        NOT_CONNECTED("nothing answers at its address"),
        TIMED_OUT("it did not answer in time"),
        TLS("a secure connection could not be made"),
        TOO_LARGE("its answer is larger than 8 MiB"),
        BROKEN("the connection broke");

        private final String words;

        Failure(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// What providers say about an error, by machine code or, where they have none, by a known
    /// phrase.
    enum Signal {
        BAD_KEY,
        NO_MONEY,
        NO_QUOTA,
        WRONG_REGION
    }
}
