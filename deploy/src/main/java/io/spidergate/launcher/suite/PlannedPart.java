package io.spidergate.launcher.suite;

/// One process of the suite: a part, and which of several.
///
/// @param name what people call it: `router`, `gateway`, `gateway-2`
public record PlannedPart(String name, Part part, Endpoint endpoint) {

    static String name(Part part, int index) {
        return index == 0 ? part.label() : part.label() + "-" + (index + 1);
    }
}
