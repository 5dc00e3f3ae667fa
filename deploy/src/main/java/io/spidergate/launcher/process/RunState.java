package io.spidergate.launcher.process;

import io.spidergate.launcher.suite.Part;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What runs, as the next command finds it on disk.
///
/// @param supervisor the launcher that watches the parts
/// @param simulated whether the provider simulator is the pool
public record RunState(
        ProcessRef supervisor, Phase phase, boolean simulated, List<RunningPart> parts) {

    public enum Phase {
        STARTING,
        READY,
        STOPPING
    }

    public RunState {
        parts = List.copyOf(parts);
    }

    public RunState withPhase(Phase next) {
        return new RunState(supervisor, next, simulated, parts);
    }

    public Optional<RunningPart> first(Part part) {
        return parts.stream().filter(candidate -> candidate.part() == part).findFirst();
    }

    /// @param process absent until it was started
    /// @param version of what runs, for people
    public record RunningPart(
            String name,
            Part part,
            @Nullable ProcessRef process,
            int port,
            int managementPort,
            String version) {

        public boolean isAlive() {
            return process != null && process.isAlive();
        }
    }
}
