package io.spidergate.vault.probe;

import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.contracts.vault.RosterEntry;
import java.util.List;

/// What came of a test.
public sealed interface Probed {

    /// @param models all that the provider lists
    record Done(ProbeResult result, List<RosterEntry> models) implements Probed {

        public Done {
            models = List.copyOf(models);
        }
    }

    record NoSuchCredential() implements Probed {}

    /// What was entered breaks a rule.
    record Invalid(String field, String message) implements Probed {}

    /// The row does not open.
    record UnreadableCredential() implements Probed {}

    record NoSuchProvider(String provider) implements Probed {}

    record RouterAway() implements Probed {}
}
