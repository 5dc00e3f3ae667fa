package io.spidergate.launcher.run;

import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.process.RunState.Phase;
import io.spidergate.launcher.process.StateFile;
import io.spidergate.launcher.suite.PlannedPart;
import io.spidergate.launcher.suite.SuitePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Watches the parts, starts again those that end by themselves, and stops them all in the end.
final class Supervisor {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final SuitePlan plan;
    private final Parts parts;
    private final Running running;
    private final Progress progress;
    private final StateFile stateFile;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<String, RestartPolicy> policies = new HashMap<>();
    private final Map<String, Instant> restartAt = new HashMap<>();
    private final Object turn = new Object();

    Supervisor(
            SuitePlan plan, Parts parts, Running running, Progress progress, StateFile stateFile) {
        this.plan = plan;
        this.parts = parts;
        this.running = running;
        this.progress = progress;
        this.stateFile = stateFile;
    }

    /// Returns when the suite was stopped.
    void watch() {
        Instant now = Instant.now();
        plan.parts().forEach(part -> policies.put(part.name(), RestartPolicy.started(now)));
        try {
            while (!stopping.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                synchronized (turn) {
                    plan.parts().forEach(this::look);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops every part in its order; the second call waits for the first.
    void stop() {
        stopping.countDown();
        synchronized (turn) {
            if (running.state().phase() != Phase.STOPPING) {
                running.phase(Phase.STOPPING);
                new Stopper(progress).stop(running.state().parts());
                stateFile.delete();
                progress.say("stopped");
            }
        }
    }

    private void look(PlannedPart part) {
        if (stopping.getCount() == 0 || isAlive(part.name())) {
            return;
        }
        Instant now = Instant.now();
        Instant due = restartAt.get(part.name());
        if (due == null) {
            RestartPolicy policy =
                    policies.getOrDefault(part.name(), RestartPolicy.started(now)).died(now);
            policies.put(part.name(), policy);
            restartAt.put(part.name(), now.plus(policy.delay()));
            progress.say(
                    "%s has ended; it starts again in %d s"
                            .formatted(part.name(), policy.delay().toSeconds()));
        } else if (!now.isBefore(due)) {
            restartAt.remove(part.name());
            policies.computeIfPresent(part.name(), (name, policy) -> policy.restarted(now));
            running.started(part.name(), parts.start(part));
        }
    }

    private boolean isAlive(String name) {
        return running.state().parts().stream()
                .anyMatch(part -> part.name().equals(name) && part.isAlive());
    }
}
