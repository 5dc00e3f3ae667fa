package io.spidergate.launcher.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Which processes make up the suite, in the order in which they are shown.
///
/// @param simulated whether the provider simulator is the pool
public record SuitePlan(List<PlannedPart> parts, Ports ports, boolean simulated) {

    public SuitePlan {
        parts = List.copyOf(parts);
    }

    public static SuitePlan of(Ports ports, boolean simulated) {
        List<PlannedPart> parts = new ArrayList<>();
        for (int i = 0; i < ports.gateways().size(); i++) {
            parts.add(
                    new PlannedPart(
                            PlannedPart.name(Part.GATEWAY, i),
                            Part.GATEWAY,
                            ports.gateways().get(i)));
        }
        for (Part part : Part.values()) {
            if (part != Part.GATEWAY && (part != Part.SIMULATOR || simulated)) {
                parts.add(new PlannedPart(part.label(), part, ports.of(part)));
            }
        }
        return new SuitePlan(parts, ports, simulated);
    }

    /// Groups that stop one after the other; the members of a group stop together.
    public static List<List<Part>> stopStages() {
        return Arrays.stream(Part.values())
                .sorted(Comparator.comparingInt(Part::stopStage))
                .map(Part::stopStage)
                .distinct()
                .map(stage ->
                        Arrays.stream(Part.values())
                                .filter(part -> part.stopStage() == stage)
                                .toList())
                .toList();
    }
}
