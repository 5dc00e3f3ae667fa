package io.spidergate.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts how often each scenario was met, for those that hold for some calls only.
final class Encounters {

    private final Map<Scenario, Long> met = new HashMap<>();

    /// The first scenario that matches and still holds; none where it has a good day.
    synchronized Optional<Scenario> choose(List<Scenario> scenarios, Caller caller, String model) {
        for (Scenario scenario : scenarios) {
            if (!scenario.matches(caller, model)) {
                continue;
            }
            long before = met.getOrDefault(scenario, 0L);
            if (scenario.times() != null && before >= scenario.times()) {
                continue;
            }
            met.put(scenario, before + 1);
            boolean good = scenario.flapping() != null && scenario.flapping().isGood(before);
            return good ? Optional.empty() : Optional.of(scenario);
        }
        return Optional.empty();
    }

    synchronized void forget() {
        met.clear();
    }
}
