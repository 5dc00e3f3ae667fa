package io.spidergate.router.roster;

import io.spidergate.contracts.routing.RosterView.State;
import io.spidergate.contracts.vault.RosterEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is remembered of a provider's list.
///
/// @param readAt when it was asked last
/// @param believedAt when it gave `entries`
/// @param trouble why the last answer was not believed
/// @param decisions by the change's key
public record RosterState(
        Instant readAt,
        @Nullable Instant believedAt,
        @Nullable String trouble,
        List<RosterEntry> entries,
        Map<String, State> decisions) {

    public static final RosterState NONE =
            new RosterState(Instant.EPOCH, null, null, List.of(), Map.of());

    public RosterState {
        entries = List.copyOf(entries);
        decisions = Map.copyOf(decisions);
    }

    /// After an answer that can be believed.
    public RosterState believed(Instant now, List<RosterEntry> list) {
        return new RosterState(now, now, null, list, decisions);
    }

    /// After one that cannot: what was believed before still holds.
    public RosterState doubted(Instant now, String why) {
        return new RosterState(now, believedAt, why, entries, decisions);
    }

    /// @param decision null to forget what was decided
    /// @param existing the changes that there are; decisions about others are forgotten
    RosterState decided(@Nullable State decision, Set<String> keys, Set<String> existing) {
        Map<String, State> decided = new HashMap<>(decisions);
        for (String key : keys) {
            if (decision == null) {
                decided.remove(key);
            } else {
                decided.put(key, decision);
            }
        }
        decided.keySet().retainAll(new HashSet<>(existing));
        return new RosterState(readAt, believedAt, trouble, entries, decided);
    }
}
