package io.spidergate.launcher.run;

import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.process.ProcessRef;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.process.RunState.RunningPart;
import io.spidergate.launcher.process.Signals;
import io.spidergate.launcher.suite.Part;
import io.spidergate.launcher.suite.SuitePlan;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Stops parts in their order: callers before what they call, PostgreSQL last.
final class Stopper {

    /// A little more than the services take to drain.
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Progress progress;

    Stopper(Progress progress) {
        this.progress = progress;
    }

    void stop(List<RunningPart> parts) {
        for (List<Part> stage : SuitePlan.stopStages()) {
            List<RunningPart> alive =
                    parts.stream()
                            .filter(part -> stage.contains(part.part()))
                            .filter(RunningPart::isAlive)
                            .toList();
            if (!alive.isEmpty()) {
                progress.say("stopping " + names(alive));
                alive.forEach(Stopper::ask);
                alive.forEach(this::await);
            }
        }
    }

    static boolean anyAlive(RunState state) {
        return state.parts().stream().anyMatch(RunningPart::isAlive);
    }

    private static void ask(RunningPart part) {
        ProcessRef process = part.process();
        if (process != null) {
            if (part.part() == Part.POSTGRES) {
                Signals.interrupt(process);
            } else {
                Signals.terminate(process);
            }
        }
    }

    private void await(RunningPart part) {
        ProcessRef process = part.process();
        if (process != null && !Signals.awaitEnd(process, PATIENCE)) {
            progress.say(
                    "%s did not stop in %d s and was killed"
                            .formatted(part.name(), PATIENCE.toSeconds()));
        }
    }

    private static String names(List<RunningPart> parts) {
        return parts.stream().map(RunningPart::name).collect(Collectors.joining(", "));
    }
}
