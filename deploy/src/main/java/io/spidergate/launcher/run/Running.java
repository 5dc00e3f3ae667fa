package io.spidergate.launcher.run;

import io.spidergate.launcher.process.ProcessRef;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.process.RunState.Phase;
import io.spidergate.launcher.process.RunState.RunningPart;
import io.spidergate.launcher.process.StateFile;
import io.spidergate.launcher.suite.PlannedPart;
import io.spidergate.launcher.suite.SuitePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The parts that this launcher has started, in memory and on disk alike.
final class Running {

    private final StateFile file;
    private RunState state;

    Running(StateFile file, SuitePlan plan, Map<String, String> versions) {
        this.file = file;
        this.state =
                new RunState(
                        ProcessRef.current(),
                        Phase.STARTING,
                        plan.simulated(),
                        plan.parts().stream().map(part -> planned(part, versions)).toList());
        file.write(state);
    }

    private static RunningPart planned(PlannedPart part, Map<String, String> versions) {
        return new RunningPart(
                part.name(),
                part.part(),
                null,
                part.endpoint().port(),
                part.endpoint().managementPort(),
                versions.getOrDefault(part.name(), ""));
    }

    synchronized RunState state() {
        return state;
    }

    synchronized void started(String name, ProcessHandle process) {
        List<RunningPart> parts = new ArrayList<>();
        for (RunningPart part : state.parts()) {
            parts.add(part.name().equals(name) ? with(part, ProcessRef.of(process)) : part);
        }
        state = new RunState(state.supervisor(), state.phase(), state.simulated(), parts);
        file.write(state);
    }

    synchronized void phase(Phase phase) {
        state = state.withPhase(phase);
        file.write(state);
    }

    private static RunningPart with(RunningPart part, ProcessRef process) {
        return new RunningPart(
                part.name(),
                part.part(),
                process,
                part.port(),
                part.managementPort(),
                part.version());
    }
}
