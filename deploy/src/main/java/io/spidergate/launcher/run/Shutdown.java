package io.spidergate.launcher.run;

import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.postgres.PostgresServer;
import io.spidergate.launcher.process.ProcessRef;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.process.Signals;
import io.spidergate.launcher.process.StateFile;
import io.spidergate.launcher.suite.Folders;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/// Ends a suite from outside: asks its launcher, or does the work of one that is gone.
public final class Shutdown {

    /// For a launcher that stops all parts, each with its own patience.
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Folders folders;
    private final Progress progress;

    public Shutdown(Folders folders, Progress progress) {
        this.folders = folders;
        this.progress = progress;
    }

    /// Whether there was anything to stop.
    public boolean stop() {
        StateFile file = new StateFile(folders.run());
        Optional<RunState> state = file.read();
        boolean launcherAlive =
                state.map(RunState::supervisor).filter(ProcessRef::isAlive).isPresent();
        if (state.isEmpty() || (!launcherAlive && !Stopper.anyAlive(state.get()))) {
            file.delete();
            return stopForgottenDatabase();
        }
        if (launcherAlive) {
            progress.say("stopping SpiderGate");
            Signals.terminate(state.get().supervisor());
            Signals.awaitEnd(state.get().supervisor(), PATIENCE);
        }
        // The parts of a launcher that was killed, or of one that did not come to its end.
        file.read().ifPresent(left -> new Stopper(progress).stop(left.parts()));
        file.delete();
        progress.say("stopped; the data stays in " + folders.data());
        return true;
    }

    private boolean stopForgottenDatabase() {
        if (!Files.exists(folders.postgres().resolve("postmaster.pid"))) {
            return false;
        }
        new PostgresServer(folders).stopLeftover();
        return true;
    }
}
