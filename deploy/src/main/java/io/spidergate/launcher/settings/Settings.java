package io.spidergate.launcher.settings;

import java.nio.file.Path;
import java.util.Map;

/// What a command was told about where the suite runs.
///
/// @param root the checkout
/// @param data folder of all data, logs and secrets
/// @param gateways how many gateways, from 1 to 9
/// @param chosenPorts ports that somebody has named
/// @param portBase where ports that nobody has named are counted from
/// @param freePorts take whatever ports are free, but for the chosen ones
/// @param build whether to build what is stale; otherwise what is there is started
public record Settings(
        Path root,
        Path data,
        int gateways,
        Map<PortName, Integer> chosenPorts,
        int portBase,
        boolean freePorts,
        boolean build) {

    public static final int MAX_GATEWAYS = 9;

    public Settings {
        chosenPorts = Map.copyOf(chosenPorts);
    }
}
