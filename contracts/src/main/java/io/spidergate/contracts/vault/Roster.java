package io.spidergate.contracts.vault;

import io.spidergate.contracts.vault.ProbeResult.Verdict;
import java.util.List;

/// What came of asking a provider for its list of models.
///
/// @param message for people; never an upstream's words unescaped
/// @param models at most 5,000; empty where the provider gave none
public record Roster(Verdict verdict, String message, List<RosterEntry> models) {

    public Roster {
        models = List.copyOf(models);
    }
}
