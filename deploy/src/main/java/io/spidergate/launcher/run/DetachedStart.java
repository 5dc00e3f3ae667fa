package io.spidergate.launcher.run;

import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.LogTail;
import io.spidergate.launcher.process.OwnSession;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.process.RunState.Phase;
import io.spidergate.launcher.process.StateFile;
import io.spidergate.launcher.suite.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Leaves the suite to a launcher in a session of its own, which outlives this terminal, and shows
/// what that one says until the suite is ready.
public final class DetachedStart {

    private static final long LOOK_EVERY_MS = 100;

    private final Folders folders;
    private final PrintStream out;

    public DetachedStart(Folders folders, PrintStream out) {
        this.folders = folders;
        this.out = out;
    }

    /// @param arguments of the command line that the other launcher is to be given
    /// @return the state when all is ready
    public RunState start(List<String> arguments) {
        Path log = folders.log("launcher");
        try {
            Files.createDirectories(folders.logs());
            LogTail tail = new LogTail(log, LogTail.size(log));
            Process launcher = launch(arguments, log);
            while (launcher.isAlive()) {
                tail.copyTo(out);
                var ready = ready(launcher.pid());
                if (ready.isPresent()) {
                    tail.copyTo(out);
                    return ready.get();
                }
                if (launcher.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
            tail.copyTo(out);
            throw new Refusal("");
        } catch (IOException e) {
            throw new Refusal(
                    "The data folder %s cannot be used (%s); choose another with --data."
                            .formatted(folders.data(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted; the start goes on, './spidergate down' ends it.");
        }
    }

    private Optional<RunState> ready(long launcher) {
        return new StateFile(folders.run())
                .read()
                .filter(state -> state.supervisor().pid() == launcher)
                .filter(state -> state.phase() == Phase.READY);
    }

    private static Process launch(List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.spidergate.launcher.Launcher");
        command.addAll(arguments);
        return new ProcessBuilder(OwnSession.command(command))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
